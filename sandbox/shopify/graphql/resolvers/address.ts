import { gid } from "../../state/ids.ts";
import type { Address, ShopState } from "../../state/shop-state.ts";
import { fullName } from "../../webhooks/payloads/address-payload.ts";

/** MailingAddress */
export function addressObject(address: Address) {
  return {
    __typename: "MailingAddress",
    ...address,
    id: gid("MailingAddress", address.id ?? 0),
    name: fullName(address.firstName, address.lastName),
    countryCodeV2: address.countryCode,
    coordinatesValidated: false,
    latitude: null,
    longitude: null,
    timeZone: null,
    formattedArea: [address.city, address.province, address.country].filter(Boolean).join(", "),
    formatted: () =>
      [address.zip, address.province, address.city, address.address1].filter(Boolean),
  };
}

/** ShopAddress */
export function shopAddressObject(shop: ShopState) {
  return {
    __typename: "ShopAddress",
    id: gid("ShopAddress", shop.id),
    address1: "千代田1-1",
    address2: null,
    city: "千代田区",
    company: shop.name,
    country: "Japan",
    countryCode: "JP",
    countryCodeV2: "JP",
    province: "Tokyo",
    provinceCode: "JP-13",
    zip: "100-0001",
    phone: shop.phone,
    coordinatesValidated: false,
    latitude: null,
    longitude: null,
    formattedArea: "千代田区 Tokyo, Japan",
    formatted: () => ["〒100-0001", "Tokyo 千代田区 千代田1-1"],
  };
}
