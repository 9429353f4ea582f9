import { createRoot } from "react-dom/client";
import "./desk.css";
import { DeskApp } from "./desk-app.tsx";

const page = document.getElementById("page");
if (page) createRoot(page).render(<DeskApp />);
