import { createRoot } from "react-dom/client";
import "../../../app/ui/line-talk/line-talk.css";
import "./phone.css";
import { PhoneApp } from "./phone-app.tsx";

const page = document.getElementById("page");
if (page) createRoot(page).render(<PhoneApp />);
