export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  DateTime: { input: unknown; output: unknown; }
  Decimal: { input: unknown; output: unknown; }
  HTML: { input: unknown; output: unknown; }
  JSON: { input: unknown; output: unknown; }
  Money: { input: unknown; output: unknown; }
  StorefrontID: { input: unknown; output: unknown; }
  URL: { input: unknown; output: unknown; }
  UnsignedInt64: { input: unknown; output: unknown; }
};

export type AbandonedCheckout = Node & {
  __typename?: 'AbandonedCheckout';
  abandonedCheckoutUrl: Scalars['URL']['output'];
  billingAddress?: Maybe<MailingAddress>;
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  createdAt: Scalars['DateTime']['output'];
  customAttributes: Array<Attribute>;
  customer?: Maybe<Customer>;
  defaultCursor: Scalars['String']['output'];
  discountCodes: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  lineItems: AbandonedCheckoutLineItemConnection;
  /** @deprecated Use [AbandonedCheckoutLineItem.quantity](https://shopify.dev/api/admin-graphql/unstable/objects/AbandonedCheckoutLineItem#field-quantity) instead. */
  lineItemsQuantity: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  note: Scalars['String']['output'];
  shippingAddress?: Maybe<MailingAddress>;
  subtotalPriceSet: MoneyBag;
  taxLines: Array<TaxLine>;
  taxesIncluded: Scalars['Boolean']['output'];
  totalDiscountSet: MoneyBag;
  totalDutiesSet?: Maybe<MoneyBag>;
  totalLineItemsPriceSet: MoneyBag;
  totalPriceSet: MoneyBag;
  totalTaxSet?: Maybe<MoneyBag>;
  updatedAt: Scalars['DateTime']['output'];
};


export type AbandonedCheckoutLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type AbandonedCheckoutConnection = {
  __typename?: 'AbandonedCheckoutConnection';
  edges: Array<AbandonedCheckoutEdge>;
  nodes: Array<AbandonedCheckout>;
  pageInfo: PageInfo;
};

export type AbandonedCheckoutEdge = {
  __typename?: 'AbandonedCheckoutEdge';
  cursor: Scalars['String']['output'];
  node: AbandonedCheckout;
};

export type AbandonedCheckoutLineItem = Node & {
  __typename?: 'AbandonedCheckoutLineItem';
  customAttributes: Array<Attribute>;
  discountedTotalPriceSet: MoneyBag;
  discountedTotalPriceWithCodeDiscount: MoneyBag;
  discountedUnitPriceSet: MoneyBag;
  discountedUnitPriceWithCodeDiscount: MoneyBag;
  id: Scalars['ID']['output'];
  image?: Maybe<Image>;
  originalTotalPriceSet: MoneyBag;
  originalUnitPriceSet: MoneyBag;
  product?: Maybe<Product>;
  quantity: Scalars['Int']['output'];
  sku?: Maybe<Scalars['String']['output']>;
  title?: Maybe<Scalars['String']['output']>;
  variant?: Maybe<ProductVariant>;
  variantTitle?: Maybe<Scalars['String']['output']>;
};

export type AbandonedCheckoutLineItemConnection = {
  __typename?: 'AbandonedCheckoutLineItemConnection';
  edges: Array<AbandonedCheckoutLineItemEdge>;
  nodes: Array<AbandonedCheckoutLineItem>;
  pageInfo: PageInfo;
};

export type AbandonedCheckoutLineItemEdge = {
  __typename?: 'AbandonedCheckoutLineItemEdge';
  cursor: Scalars['String']['output'];
  node: AbandonedCheckoutLineItem;
};

export enum AbandonedCheckoutSortKeys {
  CheckoutId = 'CHECKOUT_ID',
  CreatedAt = 'CREATED_AT',
  CustomerName = 'CUSTOMER_NAME',
  Id = 'ID',
  Relevance = 'RELEVANCE',
  TotalPrice = 'TOTAL_PRICE'
}

export type Abandonment = Node & {
  __typename?: 'Abandonment';
  abandonedCheckoutPayload?: Maybe<AbandonedCheckout>;
  abandonmentType: AbandonmentAbandonmentType;
  app: App;
  cartUrl?: Maybe<Scalars['URL']['output']>;
  createdAt: Scalars['DateTime']['output'];
  customer: Customer;
  customerHasNoDraftOrderSinceAbandonment: Scalars['Boolean']['output'];
  customerHasNoOrderSinceAbandonment: Scalars['Boolean']['output'];
  daysSinceLastAbandonmentEmail: Scalars['Int']['output'];
  emailSentAt?: Maybe<Scalars['DateTime']['output']>;
  emailState?: Maybe<AbandonmentEmailState>;
  hoursSinceLastAbandonedCheckout?: Maybe<Scalars['Float']['output']>;
  id: Scalars['ID']['output'];
  inventoryAvailable: Scalars['Boolean']['output'];
  isFromCustomStorefront: Scalars['Boolean']['output'];
  isFromOnlineStore: Scalars['Boolean']['output'];
  isFromShopApp: Scalars['Boolean']['output'];
  isFromShopPay: Scalars['Boolean']['output'];
  isMostSignificantAbandonment: Scalars['Boolean']['output'];
  lastBrowseAbandonmentDate: Scalars['DateTime']['output'];
  lastCartAbandonmentDate: Scalars['DateTime']['output'];
  lastCheckoutAbandonmentDate: Scalars['DateTime']['output'];
  mostRecentStep: AbandonmentAbandonmentType;
  visitStartedAt?: Maybe<Scalars['DateTime']['output']>;
};

export enum AbandonmentAbandonmentType {
  Browse = 'BROWSE',
  Cart = 'CART',
  Checkout = 'CHECKOUT'
}

export enum AbandonmentEmailState {
  NotSent = 'NOT_SENT',
  Scheduled = 'SCHEDULED',
  Sent = 'SENT'
}

export type AccessScope = {
  __typename?: 'AccessScope';
  description: Scalars['String']['output'];
  handle: Scalars['String']['output'];
};

export type App = Node & {
  __typename?: 'App';
  apiKey: Scalars['String']['output'];
  appStoreAppUrl?: Maybe<Scalars['URL']['output']>;
  appStoreDeveloperUrl?: Maybe<Scalars['URL']['output']>;
  availableAccessScopes: Array<AccessScope>;
  banner: Image;
  description?: Maybe<Scalars['String']['output']>;
  developerName?: Maybe<Scalars['String']['output']>;
  developerType: AppDeveloperType;
  /** @deprecated Use `appStoreDeveloperUrl` instead. */
  developerUrl: Scalars['URL']['output'];
  embedded: Scalars['Boolean']['output'];
  features: Array<Scalars['String']['output']>;
  handle?: Maybe<Scalars['String']['output']>;
  icon: Image;
  id: Scalars['ID']['output'];
  installUrl?: Maybe<Scalars['URL']['output']>;
  installation?: Maybe<AppInstallation>;
  isPostPurchaseAppInUse: Scalars['Boolean']['output'];
  /** @deprecated Use AppInstallation.launchUrl instead */
  launchUrl: Scalars['URL']['output'];
  optionalAccessScopes: Array<AccessScope>;
  previouslyInstalled: Scalars['Boolean']['output'];
  pricingDetails?: Maybe<Scalars['String']['output']>;
  pricingDetailsSummary: Scalars['String']['output'];
  privacyPolicyUrl?: Maybe<Scalars['URL']['output']>;
  publicCategory: AppPublicCategory;
  published: Scalars['Boolean']['output'];
  requestedAccessScopes: Array<AccessScope>;
  screenshots: Array<Image>;
  shopifyDeveloped: Scalars['Boolean']['output'];
  title: Scalars['String']['output'];
  uninstallMessage: Scalars['String']['output'];
  /** @deprecated Use AppInstallation.uninstallUrl instead */
  uninstallUrl?: Maybe<Scalars['URL']['output']>;
  webhookApiVersion: Scalars['String']['output'];
};

export type AppConnection = {
  __typename?: 'AppConnection';
  edges: Array<AppEdge>;
  nodes: Array<App>;
  pageInfo: PageInfo;
};

export enum AppDeveloperType {
  Merchant = 'MERCHANT',
  Partner = 'PARTNER',
  Shopify = 'SHOPIFY',
  Unknown = 'UNKNOWN'
}

export type AppEdge = {
  __typename?: 'AppEdge';
  cursor: Scalars['String']['output'];
  node: App;
};

export type AppInstallation = HasMetafields & Node & {
  __typename?: 'AppInstallation';
  accessScopes: Array<AccessScope>;
  app: App;
  id: Scalars['ID']['output'];
  launchUrl: Scalars['URL']['output'];
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  uninstallUrl?: Maybe<Scalars['URL']['output']>;
};


export type AppInstallationMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type AppInstallationMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export enum AppPublicCategory {
  Custom = 'CUSTOM',
  Other = 'OTHER',
  Private = 'PRIVATE',
  Public = 'PUBLIC'
}

export type Attribute = {
  __typename?: 'Attribute';
  key: Scalars['String']['output'];
  value?: Maybe<Scalars['String']['output']>;
};

export enum Audience {
  Customerview = 'CUSTOMERVIEW',
  Merchantview = 'MERCHANTVIEW'
}

export type BulkOperation = Node & {
  __typename?: 'BulkOperation';
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  createdAt: Scalars['DateTime']['output'];
  errorCode?: Maybe<BulkOperationErrorCode>;
  fileSize?: Maybe<Scalars['UnsignedInt64']['output']>;
  id: Scalars['ID']['output'];
  objectCount: Scalars['UnsignedInt64']['output'];
  partialDataUrl?: Maybe<Scalars['URL']['output']>;
  query: Scalars['String']['output'];
  rootObjectCount: Scalars['UnsignedInt64']['output'];
  status: BulkOperationStatus;
  type: BulkOperationType;
  url?: Maybe<Scalars['URL']['output']>;
};

export type BulkOperationCancelPayload = {
  __typename?: 'BulkOperationCancelPayload';
  bulkOperation?: Maybe<BulkOperation>;
  userErrors: Array<UserError>;
};

export type BulkOperationConnection = {
  __typename?: 'BulkOperationConnection';
  edges: Array<BulkOperationEdge>;
  nodes: Array<BulkOperation>;
  pageInfo: PageInfo;
};

export type BulkOperationEdge = {
  __typename?: 'BulkOperationEdge';
  cursor: Scalars['String']['output'];
  node: BulkOperation;
};

export enum BulkOperationErrorCode {
  AccessDenied = 'ACCESS_DENIED',
  InternalServerError = 'INTERNAL_SERVER_ERROR',
  Timeout = 'TIMEOUT'
}

export type BulkOperationRunQueryPayload = {
  __typename?: 'BulkOperationRunQueryPayload';
  bulkOperation?: Maybe<BulkOperation>;
  userErrors: Array<BulkOperationUserError>;
};

export enum BulkOperationStatus {
  Canceled = 'CANCELED',
  Canceling = 'CANCELING',
  Completed = 'COMPLETED',
  Created = 'CREATED',
  Expired = 'EXPIRED',
  Failed = 'FAILED',
  Running = 'RUNNING'
}

export enum BulkOperationType {
  Mutation = 'MUTATION',
  Query = 'QUERY'
}

export type BulkOperationUserError = DisplayableError & {
  __typename?: 'BulkOperationUserError';
  code?: Maybe<BulkOperationUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export enum BulkOperationUserErrorCode {
  Invalid = 'INVALID',
  LimitReached = 'LIMIT_REACHED',
  OperationInProgress = 'OPERATION_IN_PROGRESS'
}

export enum BulkOperationsSortKeys {
  CompletedAt = 'COMPLETED_AT',
  CreatedAt = 'CREATED_AT'
}

export enum CombinedListingsRole {
  Child = 'CHILD',
  Parent = 'PARENT'
}

export type ContextualPublicationContext = {
  companyLocationId?: InputMaybe<Scalars['ID']['input']>;
  country?: InputMaybe<CountryCode>;
  locationId?: InputMaybe<Scalars['ID']['input']>;
};

export type Count = {
  __typename?: 'Count';
  count: Scalars['Int']['output'];
  precision: CountPrecision;
};

export enum CountPrecision {
  AtLeast = 'AT_LEAST',
  Exact = 'EXACT'
}

export enum CountryCode {
  Ac = 'AC',
  Ad = 'AD',
  Ae = 'AE',
  Af = 'AF',
  Ag = 'AG',
  Ai = 'AI',
  Al = 'AL',
  Am = 'AM',
  An = 'AN',
  Ao = 'AO',
  Ar = 'AR',
  At = 'AT',
  Au = 'AU',
  Aw = 'AW',
  Ax = 'AX',
  Az = 'AZ',
  Ba = 'BA',
  Bb = 'BB',
  Bd = 'BD',
  Be = 'BE',
  Bf = 'BF',
  Bg = 'BG',
  Bh = 'BH',
  Bi = 'BI',
  Bj = 'BJ',
  Bl = 'BL',
  Bm = 'BM',
  Bn = 'BN',
  Bo = 'BO',
  Bq = 'BQ',
  Br = 'BR',
  Bs = 'BS',
  Bt = 'BT',
  Bv = 'BV',
  Bw = 'BW',
  By = 'BY',
  Bz = 'BZ',
  Ca = 'CA',
  Cc = 'CC',
  Cd = 'CD',
  Cf = 'CF',
  Cg = 'CG',
  Ch = 'CH',
  Ci = 'CI',
  Ck = 'CK',
  Cl = 'CL',
  Cm = 'CM',
  Cn = 'CN',
  Co = 'CO',
  Cr = 'CR',
  Cu = 'CU',
  Cv = 'CV',
  Cw = 'CW',
  Cx = 'CX',
  Cy = 'CY',
  Cz = 'CZ',
  De = 'DE',
  Dj = 'DJ',
  Dk = 'DK',
  Dm = 'DM',
  Do = 'DO',
  Dz = 'DZ',
  Ec = 'EC',
  Ee = 'EE',
  Eg = 'EG',
  Eh = 'EH',
  Er = 'ER',
  Es = 'ES',
  Et = 'ET',
  Fi = 'FI',
  Fj = 'FJ',
  Fk = 'FK',
  Fo = 'FO',
  Fr = 'FR',
  Ga = 'GA',
  Gb = 'GB',
  Gd = 'GD',
  Ge = 'GE',
  Gf = 'GF',
  Gg = 'GG',
  Gh = 'GH',
  Gi = 'GI',
  Gl = 'GL',
  Gm = 'GM',
  Gn = 'GN',
  Gp = 'GP',
  Gq = 'GQ',
  Gr = 'GR',
  Gs = 'GS',
  Gt = 'GT',
  Gw = 'GW',
  Gy = 'GY',
  Hk = 'HK',
  Hm = 'HM',
  Hn = 'HN',
  Hr = 'HR',
  Ht = 'HT',
  Hu = 'HU',
  Id = 'ID',
  Ie = 'IE',
  Il = 'IL',
  Im = 'IM',
  In = 'IN',
  Io = 'IO',
  Iq = 'IQ',
  Ir = 'IR',
  Is = 'IS',
  It = 'IT',
  Je = 'JE',
  Jm = 'JM',
  Jo = 'JO',
  Jp = 'JP',
  Ke = 'KE',
  Kg = 'KG',
  Kh = 'KH',
  Ki = 'KI',
  Km = 'KM',
  Kn = 'KN',
  Kp = 'KP',
  Kr = 'KR',
  Kw = 'KW',
  Ky = 'KY',
  Kz = 'KZ',
  La = 'LA',
  Lb = 'LB',
  Lc = 'LC',
  Li = 'LI',
  Lk = 'LK',
  Lr = 'LR',
  Ls = 'LS',
  Lt = 'LT',
  Lu = 'LU',
  Lv = 'LV',
  Ly = 'LY',
  Ma = 'MA',
  Mc = 'MC',
  Md = 'MD',
  Me = 'ME',
  Mf = 'MF',
  Mg = 'MG',
  Mk = 'MK',
  Ml = 'ML',
  Mm = 'MM',
  Mn = 'MN',
  Mo = 'MO',
  Mq = 'MQ',
  Mr = 'MR',
  Ms = 'MS',
  Mt = 'MT',
  Mu = 'MU',
  Mv = 'MV',
  Mw = 'MW',
  Mx = 'MX',
  My = 'MY',
  Mz = 'MZ',
  Na = 'NA',
  Nc = 'NC',
  Ne = 'NE',
  Nf = 'NF',
  Ng = 'NG',
  Ni = 'NI',
  Nl = 'NL',
  No = 'NO',
  Np = 'NP',
  Nr = 'NR',
  Nu = 'NU',
  Nz = 'NZ',
  Om = 'OM',
  Pa = 'PA',
  Pe = 'PE',
  Pf = 'PF',
  Pg = 'PG',
  Ph = 'PH',
  Pk = 'PK',
  Pl = 'PL',
  Pm = 'PM',
  Pn = 'PN',
  Ps = 'PS',
  Pt = 'PT',
  Py = 'PY',
  Qa = 'QA',
  Re = 'RE',
  Ro = 'RO',
  Rs = 'RS',
  Ru = 'RU',
  Rw = 'RW',
  Sa = 'SA',
  Sb = 'SB',
  Sc = 'SC',
  Sd = 'SD',
  Se = 'SE',
  Sg = 'SG',
  Sh = 'SH',
  Si = 'SI',
  Sj = 'SJ',
  Sk = 'SK',
  Sl = 'SL',
  Sm = 'SM',
  Sn = 'SN',
  So = 'SO',
  Sr = 'SR',
  Ss = 'SS',
  St = 'ST',
  Sv = 'SV',
  Sx = 'SX',
  Sy = 'SY',
  Sz = 'SZ',
  Ta = 'TA',
  Tc = 'TC',
  Td = 'TD',
  Tf = 'TF',
  Tg = 'TG',
  Th = 'TH',
  Tj = 'TJ',
  Tk = 'TK',
  Tl = 'TL',
  Tm = 'TM',
  Tn = 'TN',
  To = 'TO',
  Tr = 'TR',
  Tt = 'TT',
  Tv = 'TV',
  Tw = 'TW',
  Tz = 'TZ',
  Ua = 'UA',
  Ug = 'UG',
  Um = 'UM',
  Us = 'US',
  Uy = 'UY',
  Uz = 'UZ',
  Va = 'VA',
  Vc = 'VC',
  Ve = 'VE',
  Vg = 'VG',
  Vn = 'VN',
  Vu = 'VU',
  Wf = 'WF',
  Ws = 'WS',
  Xk = 'XK',
  Ye = 'YE',
  Yt = 'YT',
  Za = 'ZA',
  Zm = 'ZM',
  Zw = 'ZW',
  Zz = 'ZZ'
}

export enum CropRegion {
  Bottom = 'BOTTOM',
  Center = 'CENTER',
  Left = 'LEFT',
  Right = 'RIGHT',
  Top = 'TOP'
}

export enum CurrencyCode {
  Aed = 'AED',
  Afn = 'AFN',
  All = 'ALL',
  Amd = 'AMD',
  Ang = 'ANG',
  Aoa = 'AOA',
  Ars = 'ARS',
  Aud = 'AUD',
  Awg = 'AWG',
  Azn = 'AZN',
  Bam = 'BAM',
  Bbd = 'BBD',
  Bdt = 'BDT',
  Bgn = 'BGN',
  Bhd = 'BHD',
  Bif = 'BIF',
  Bmd = 'BMD',
  Bnd = 'BND',
  Bob = 'BOB',
  Brl = 'BRL',
  Bsd = 'BSD',
  Btn = 'BTN',
  Bwp = 'BWP',
  Byn = 'BYN',
  /** @deprecated Use `BYN` instead. */
  Byr = 'BYR',
  Bzd = 'BZD',
  Cad = 'CAD',
  Cdf = 'CDF',
  Chf = 'CHF',
  Clp = 'CLP',
  Cny = 'CNY',
  Cop = 'COP',
  Crc = 'CRC',
  Cve = 'CVE',
  Czk = 'CZK',
  Djf = 'DJF',
  Dkk = 'DKK',
  Dop = 'DOP',
  Dzd = 'DZD',
  Egp = 'EGP',
  Ern = 'ERN',
  Etb = 'ETB',
  Eur = 'EUR',
  Fjd = 'FJD',
  Fkp = 'FKP',
  Gbp = 'GBP',
  Gel = 'GEL',
  Ghs = 'GHS',
  Gip = 'GIP',
  Gmd = 'GMD',
  Gnf = 'GNF',
  Gtq = 'GTQ',
  Gyd = 'GYD',
  Hkd = 'HKD',
  Hnl = 'HNL',
  Hrk = 'HRK',
  Htg = 'HTG',
  Huf = 'HUF',
  Idr = 'IDR',
  Ils = 'ILS',
  Inr = 'INR',
  Iqd = 'IQD',
  Irr = 'IRR',
  Isk = 'ISK',
  Jep = 'JEP',
  Jmd = 'JMD',
  Jod = 'JOD',
  Jpy = 'JPY',
  Kes = 'KES',
  Kgs = 'KGS',
  Khr = 'KHR',
  Kid = 'KID',
  Kmf = 'KMF',
  Krw = 'KRW',
  Kwd = 'KWD',
  Kyd = 'KYD',
  Kzt = 'KZT',
  Lak = 'LAK',
  Lbp = 'LBP',
  Lkr = 'LKR',
  Lrd = 'LRD',
  Lsl = 'LSL',
  Ltl = 'LTL',
  Lvl = 'LVL',
  Lyd = 'LYD',
  Mad = 'MAD',
  Mdl = 'MDL',
  Mga = 'MGA',
  Mkd = 'MKD',
  Mmk = 'MMK',
  Mnt = 'MNT',
  Mop = 'MOP',
  Mru = 'MRU',
  Mur = 'MUR',
  Mvr = 'MVR',
  Mwk = 'MWK',
  Mxn = 'MXN',
  Myr = 'MYR',
  Mzn = 'MZN',
  Nad = 'NAD',
  Ngn = 'NGN',
  Nio = 'NIO',
  Nok = 'NOK',
  Npr = 'NPR',
  Nzd = 'NZD',
  Omr = 'OMR',
  Pab = 'PAB',
  Pen = 'PEN',
  Pgk = 'PGK',
  Php = 'PHP',
  Pkr = 'PKR',
  Pln = 'PLN',
  Pyg = 'PYG',
  Qar = 'QAR',
  Ron = 'RON',
  Rsd = 'RSD',
  Rub = 'RUB',
  Rwf = 'RWF',
  Sar = 'SAR',
  Sbd = 'SBD',
  Scr = 'SCR',
  Sdg = 'SDG',
  Sek = 'SEK',
  Sgd = 'SGD',
  Shp = 'SHP',
  Sll = 'SLL',
  Sos = 'SOS',
  Srd = 'SRD',
  Ssp = 'SSP',
  /** @deprecated Use `STN` instead. */
  Std = 'STD',
  Stn = 'STN',
  Syp = 'SYP',
  Szl = 'SZL',
  Thb = 'THB',
  Tjs = 'TJS',
  Tmt = 'TMT',
  Tnd = 'TND',
  Top = 'TOP',
  Try = 'TRY',
  Ttd = 'TTD',
  Twd = 'TWD',
  Tzs = 'TZS',
  Uah = 'UAH',
  Ugx = 'UGX',
  Usd = 'USD',
  Usdc = 'USDC',
  Uyu = 'UYU',
  Uzs = 'UZS',
  Ved = 'VED',
  /** @deprecated Use `VES` instead. */
  Vef = 'VEF',
  Ves = 'VES',
  Vnd = 'VND',
  Vuv = 'VUV',
  Wst = 'WST',
  Xaf = 'XAF',
  Xcd = 'XCD',
  Xof = 'XOF',
  Xpf = 'XPF',
  Xxx = 'XXX',
  Yer = 'YER',
  Zar = 'ZAR',
  Zmw = 'ZMW'
}

export type Customer = HasMetafields & LegacyInteroperability & Node & {
  __typename?: 'Customer';
  /** @deprecated Limited to 250 addresses. Use `addressesV2` for paginated access to all addresses. */
  addresses: Array<MailingAddress>;
  addressesV2: MailingAddressConnection;
  amountSpent: MoneyV2;
  canDelete: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  dataSaleOptOut: Scalars['Boolean']['output'];
  defaultAddress?: Maybe<MailingAddress>;
  defaultEmailAddress?: Maybe<CustomerEmailAddress>;
  defaultPhoneNumber?: Maybe<CustomerPhoneNumber>;
  displayName: Scalars['String']['output'];
  /** @deprecated Use `defaultEmailAddress.emailAddress` instead. */
  email?: Maybe<Scalars['String']['output']>;
  firstName?: Maybe<Scalars['String']['output']>;
  /** @deprecated To query for comments on the timeline, use the `events` connection and a 'query' argument containing `verb:comment`, or look for a 'CommentEvent' in the `__typename` of `events`. */
  hasTimelineComment: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  image: Image;
  lastName?: Maybe<Scalars['String']['output']>;
  lastOrder?: Maybe<Order>;
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  lifetimeDuration: Scalars['String']['output'];
  locale: Scalars['String']['output'];
  metafield?: Maybe<Metafield>;
  /** @deprecated This field will be removed in a future version. Use `QueryRoot.metafieldDefinitions` instead. */
  metafieldDefinitions: MetafieldDefinitionConnection;
  metafields: MetafieldConnection;
  multipassIdentifier?: Maybe<Scalars['String']['output']>;
  note?: Maybe<Scalars['String']['output']>;
  numberOfOrders: Scalars['UnsignedInt64']['output'];
  orders: OrderConnection;
  /** @deprecated Use `defaultPhoneNumber.phoneNumber` instead. */
  phone?: Maybe<Scalars['String']['output']>;
  productSubscriberStatus: CustomerProductSubscriberStatus;
  state: CustomerState;
  tags: Array<Scalars['String']['output']>;
  taxExempt: Scalars['Boolean']['output'];
  taxExemptions: Array<TaxExemption>;
  /** @deprecated Use `defaultEmailAddress.marketingUnsubscribeUrl` instead. */
  unsubscribeUrl: Scalars['URL']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** @deprecated Use `defaultEmailAddress.validFormat` instead. */
  validEmailAddress: Scalars['Boolean']['output'];
  verifiedEmail: Scalars['Boolean']['output'];
};


export type CustomerAddressesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerAddressesV2Args = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type CustomerImageArgs = {
  size?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type CustomerMetafieldDefinitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  pinnedStatus?: InputMaybe<MetafieldDefinitionPinnedStatus>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<MetafieldDefinitionSortKeys>;
};


export type CustomerMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type CustomerOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<OrderSortKeys>;
};

export type CustomerAccountsV2 = {
  __typename?: 'CustomerAccountsV2';
  customerAccountsVersion: CustomerAccountsVersion;
  loginLinksVisibleOnStorefrontAndCheckout: Scalars['Boolean']['output'];
  loginRequiredAtCheckout: Scalars['Boolean']['output'];
  url?: Maybe<Scalars['URL']['output']>;
};

export enum CustomerAccountsVersion {
  Classic = 'CLASSIC',
  NewCustomerAccounts = 'NEW_CUSTOMER_ACCOUNTS'
}

export type CustomerConnection = {
  __typename?: 'CustomerConnection';
  edges: Array<CustomerEdge>;
  nodes: Array<Customer>;
  pageInfo: PageInfo;
};

export enum CustomerConsentCollectedFrom {
  Other = 'OTHER',
  Shopify = 'SHOPIFY'
}

export type CustomerEdge = {
  __typename?: 'CustomerEdge';
  cursor: Scalars['String']['output'];
  node: Customer;
};

export type CustomerEmailAddress = {
  __typename?: 'CustomerEmailAddress';
  emailAddress: Scalars['String']['output'];
  marketingOptInLevel?: Maybe<CustomerMarketingOptInLevel>;
  marketingState: CustomerEmailAddressMarketingState;
  marketingUnsubscribeUrl: Scalars['URL']['output'];
  marketingUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  openTrackingLevel: CustomerEmailAddressOpenTrackingLevel;
  openTrackingUrl: Scalars['URL']['output'];
  validFormat: Scalars['Boolean']['output'];
};

export enum CustomerEmailAddressMarketingState {
  Invalid = 'INVALID',
  NotSubscribed = 'NOT_SUBSCRIBED',
  Pending = 'PENDING',
  Subscribed = 'SUBSCRIBED',
  Unsubscribed = 'UNSUBSCRIBED'
}

export enum CustomerEmailAddressOpenTrackingLevel {
  OptedIn = 'OPTED_IN',
  OptedOut = 'OPTED_OUT',
  Unknown = 'UNKNOWN'
}

export type CustomerIdentifierInput =
  { customId: UniqueMetafieldValueInput; emailAddress?: never; id?: never; phoneNumber?: never; }
  |  { customId?: never; emailAddress: Scalars['String']['input']; id?: never; phoneNumber?: never; }
  |  { customId?: never; emailAddress?: never; id: Scalars['ID']['input']; phoneNumber?: never; }
  |  { customId?: never; emailAddress?: never; id?: never; phoneNumber: Scalars['String']['input']; };

export enum CustomerMarketingOptInLevel {
  ConfirmedOptIn = 'CONFIRMED_OPT_IN',
  SingleOptIn = 'SINGLE_OPT_IN',
  Unknown = 'UNKNOWN'
}

export type CustomerPhoneNumber = {
  __typename?: 'CustomerPhoneNumber';
  /** @deprecated Use `smsMarketingConsent.collectedFrom` instead. */
  marketingCollectedFrom?: Maybe<CustomerConsentCollectedFrom>;
  /** @deprecated Use `smsMarketingConsent.optInLevel` instead. */
  marketingOptInLevel?: Maybe<CustomerMarketingOptInLevel>;
  /** @deprecated Use `smsMarketingConsent.state` instead. */
  marketingState: CustomerSmsMarketingState;
  /** @deprecated Use `smsMarketingConsent.updatedAt` instead. */
  marketingUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  phoneNumber: Scalars['String']['output'];
};

export enum CustomerProductSubscriberStatus {
  Active = 'ACTIVE',
  Cancelled = 'CANCELLED',
  Expired = 'EXPIRED',
  Failed = 'FAILED',
  NeverSubscribed = 'NEVER_SUBSCRIBED',
  Paused = 'PAUSED'
}

export enum CustomerSmsMarketingState {
  NotSubscribed = 'NOT_SUBSCRIBED',
  Pending = 'PENDING',
  Redacted = 'REDACTED',
  Subscribed = 'SUBSCRIBED',
  Unsubscribed = 'UNSUBSCRIBED'
}

export enum CustomerSortKeys {
  CreatedAt = 'CREATED_AT',
  Id = 'ID',
  Location = 'LOCATION',
  Name = 'NAME',
  Relevance = 'RELEVANCE',
  UpdatedAt = 'UPDATED_AT'
}

export enum CustomerState {
  Declined = 'DECLINED',
  Disabled = 'DISABLED',
  Enabled = 'ENABLED',
  Invited = 'INVITED'
}

export type DisplayableError = {
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type Domain = Node & {
  __typename?: 'Domain';
  host: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  sslEnabled: Scalars['Boolean']['output'];
  url: Scalars['URL']['output'];
};

export enum FileStatus {
  Failed = 'FAILED',
  Processing = 'PROCESSING',
  Ready = 'READY',
  Uploaded = 'UPLOADED'
}

export type FlowTriggerReceivePayload = {
  __typename?: 'FlowTriggerReceivePayload';
  userErrors: Array<UserError>;
};

export type HasMetafields = {
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
};


export type HasMetafieldsMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type HasMetafieldsMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Image = HasMetafields & {
  __typename?: 'Image';
  altText?: Maybe<Scalars['String']['output']>;
  height?: Maybe<Scalars['Int']['output']>;
  id?: Maybe<Scalars['ID']['output']>;
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  /** @deprecated Use `url` instead. */
  originalSrc: Scalars['URL']['output'];
  /** @deprecated Use `url` instead. */
  src: Scalars['URL']['output'];
  thumbhash?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `url(transform:)` instead */
  transformedSrc: Scalars['URL']['output'];
  url: Scalars['URL']['output'];
  width?: Maybe<Scalars['Int']['output']>;
};


export type ImageMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type ImageMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ImageTransformedSrcArgs = {
  crop?: InputMaybe<CropRegion>;
  maxHeight?: InputMaybe<Scalars['Int']['input']>;
  maxWidth?: InputMaybe<Scalars['Int']['input']>;
  preferredContentType?: InputMaybe<ImageContentType>;
  scale?: InputMaybe<Scalars['Int']['input']>;
};


export type ImageUrlArgs = {
  transform?: InputMaybe<ImageTransformInput>;
};

export type ImageConnection = {
  __typename?: 'ImageConnection';
  edges: Array<ImageEdge>;
  nodes: Array<Image>;
  pageInfo: PageInfo;
};

export enum ImageContentType {
  Jpg = 'JPG',
  Png = 'PNG',
  Webp = 'WEBP'
}

export type ImageEdge = {
  __typename?: 'ImageEdge';
  cursor: Scalars['String']['output'];
  node: Image;
};

export type ImageTransformInput = {
  crop?: InputMaybe<CropRegion>;
  maxHeight?: InputMaybe<Scalars['Int']['input']>;
  maxWidth?: InputMaybe<Scalars['Int']['input']>;
  preferredContentType?: InputMaybe<ImageContentType>;
  scale?: InputMaybe<Scalars['Int']['input']>;
};

export type LegacyInteroperability = {
  legacyResourceId: Scalars['UnsignedInt64']['output'];
};

export type LineItem = Node & {
  __typename?: 'LineItem';
  /** @deprecated Use `restockable` instead. */
  canRestock: Scalars['Boolean']['output'];
  currentQuantity: Scalars['Int']['output'];
  customAttributes: Array<Attribute>;
  /** @deprecated Use `discountedTotalSet` instead. */
  discountedTotal: Scalars['Money']['output'];
  discountedTotalSet: MoneyBag;
  /** @deprecated Use `discountedUnitPriceSet` instead. */
  discountedUnitPrice: Scalars['Money']['output'];
  discountedUnitPriceAfterAllDiscountsSet: MoneyBag;
  discountedUnitPriceSet: MoneyBag;
  /** @deprecated Use [FulfillmentOrderLineItem#remainingQuantity](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentOrderLineItem#field-fulfillmentorderlineitem-remainingquantity) instead. */
  fulfillableQuantity: Scalars['Int']['output'];
  /** @deprecated Use [FulfillmentOrderLineItem#remainingQuantity](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentOrderLineItem#field-fulfillmentorderlineitem-remainingquantity) instead */
  fulfillmentStatus: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  image?: Maybe<Image>;
  isGiftCard: Scalars['Boolean']['output'];
  merchantEditable: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  nonFulfillableQuantity: Scalars['Int']['output'];
  /** @deprecated Use `originalTotalSet` instead. */
  originalTotal: Scalars['Money']['output'];
  originalTotalSet: MoneyBag;
  /** @deprecated Use `originalUnitPriceSet` instead. */
  originalUnitPrice: Scalars['Money']['output'];
  originalUnitPriceSet: MoneyBag;
  priceAfterAllDiscountsBeforeTaxesSet: MoneyBag;
  product?: Maybe<Product>;
  quantity: Scalars['Int']['output'];
  refundableQuantity: Scalars['Int']['output'];
  requiresShipping: Scalars['Boolean']['output'];
  restockable: Scalars['Boolean']['output'];
  sku?: Maybe<Scalars['String']['output']>;
  taxLines: Array<TaxLine>;
  taxable: Scalars['Boolean']['output'];
  title: Scalars['String']['output'];
  /** @deprecated Use `totalDiscountSet` instead. */
  totalDiscount: Scalars['Money']['output'];
  totalDiscountSet: MoneyBag;
  /** @deprecated Use `unfulfilledDiscountedTotalSet` instead. */
  unfulfilledDiscountedTotal: Scalars['Money']['output'];
  unfulfilledDiscountedTotalSet: MoneyBag;
  /** @deprecated Use `unfulfilledOriginalTotalSet` instead. */
  unfulfilledOriginalTotal: Scalars['Money']['output'];
  unfulfilledOriginalTotalSet: MoneyBag;
  unfulfilledQuantity: Scalars['Int']['output'];
  variant?: Maybe<ProductVariant>;
  variantTitle?: Maybe<Scalars['String']['output']>;
  vendor?: Maybe<Scalars['String']['output']>;
};


export type LineItemDiscountedTotalSetArgs = {
  withCodeDiscounts?: InputMaybe<Scalars['Boolean']['input']>;
};


export type LineItemImageArgs = {
  crop?: InputMaybe<CropRegion>;
  maxHeight?: InputMaybe<Scalars['Int']['input']>;
  maxWidth?: InputMaybe<Scalars['Int']['input']>;
  scale?: InputMaybe<Scalars['Int']['input']>;
};


export type LineItemTaxLinesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type LineItemConnection = {
  __typename?: 'LineItemConnection';
  edges: Array<LineItemEdge>;
  nodes: Array<LineItem>;
  pageInfo: PageInfo;
};

export type LineItemEdge = {
  __typename?: 'LineItemEdge';
  cursor: Scalars['String']['output'];
  node: LineItem;
};

export type MailingAddress = Node & {
  __typename?: 'MailingAddress';
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  company?: Maybe<Scalars['String']['output']>;
  coordinatesValidated: Scalars['Boolean']['output'];
  country?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `countryCodeV2` instead. */
  countryCode?: Maybe<Scalars['String']['output']>;
  countryCodeV2?: Maybe<CountryCode>;
  firstName?: Maybe<Scalars['String']['output']>;
  formatted: Array<Scalars['String']['output']>;
  formattedArea?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  lastName?: Maybe<Scalars['String']['output']>;
  latitude?: Maybe<Scalars['Float']['output']>;
  longitude?: Maybe<Scalars['Float']['output']>;
  name?: Maybe<Scalars['String']['output']>;
  phone?: Maybe<Scalars['String']['output']>;
  province?: Maybe<Scalars['String']['output']>;
  provinceCode?: Maybe<Scalars['String']['output']>;
  timeZone?: Maybe<Scalars['String']['output']>;
  validationResultSummary?: Maybe<MailingAddressValidationResult>;
  zip?: Maybe<Scalars['String']['output']>;
};


export type MailingAddressFormattedArgs = {
  withCompany?: InputMaybe<Scalars['Boolean']['input']>;
  withName?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MailingAddressConnection = {
  __typename?: 'MailingAddressConnection';
  edges: Array<MailingAddressEdge>;
  nodes: Array<MailingAddress>;
  pageInfo: PageInfo;
};

export type MailingAddressEdge = {
  __typename?: 'MailingAddressEdge';
  cursor: Scalars['String']['output'];
  node: MailingAddress;
};

export enum MailingAddressValidationResult {
  Error = 'ERROR',
  NoIssues = 'NO_ISSUES',
  Warning = 'WARNING'
}

export type Media = {
  alt?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  mediaContentType: MediaContentType;
  preview?: Maybe<MediaPreviewImage>;
  status: MediaStatus;
};

export type MediaConnection = {
  __typename?: 'MediaConnection';
  edges: Array<MediaEdge>;
  nodes: Array<Media>;
  pageInfo: PageInfo;
};

export enum MediaContentType {
  ExternalVideo = 'EXTERNAL_VIDEO',
  Image = 'IMAGE',
  Model_3D = 'MODEL_3D',
  Video = 'VIDEO'
}

export type MediaEdge = {
  __typename?: 'MediaEdge';
  cursor: Scalars['String']['output'];
  node: Media;
};

export type MediaImage = HasMetafields & Media & Node & {
  __typename?: 'MediaImage';
  alt?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  fileStatus: FileStatus;
  id: Scalars['ID']['output'];
  image?: Maybe<Image>;
  mediaContentType: MediaContentType;
  /** @deprecated No longer supported. Use metaobjects instead. */
  metafield?: Maybe<Metafield>;
  /** @deprecated No longer supported. Use metaobjects instead. */
  metafields: MetafieldConnection;
  mimeType?: Maybe<Scalars['String']['output']>;
  preview?: Maybe<MediaPreviewImage>;
  status: MediaStatus;
  updatedAt: Scalars['DateTime']['output'];
};


export type MediaImageMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type MediaImageMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MediaPreviewImage = {
  __typename?: 'MediaPreviewImage';
  image?: Maybe<Image>;
  status: MediaPreviewImageStatus;
};

export enum MediaPreviewImageStatus {
  Failed = 'FAILED',
  Processing = 'PROCESSING',
  Ready = 'READY',
  Uploaded = 'UPLOADED'
}

export enum MediaStatus {
  Failed = 'FAILED',
  Processing = 'PROCESSING',
  Ready = 'READY',
  Uploaded = 'UPLOADED'
}

export type Metafield = LegacyInteroperability & Node & {
  __typename?: 'Metafield';
  compareDigest: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  definition?: Maybe<MetafieldDefinition>;
  /**
   * @deprecated This field will be removed in a future release. Use the `description` on the metafield definition instead.
   *
   */
  description?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  jsonValue: Scalars['JSON']['output'];
  key: Scalars['String']['output'];
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  namespace: Scalars['String']['output'];
  owner: HasMetafields;
  ownerType: MetafieldOwnerType;
  sizeInBytes: Scalars['Int']['output'];
  type: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  value: Scalars['String']['output'];
};

export type MetafieldAccessInput = {
  admin?: InputMaybe<MetafieldAdminAccessInput>;
  customerAccount?: InputMaybe<MetafieldCustomerAccountAccessInput>;
  storefront?: InputMaybe<MetafieldStorefrontAccessInput>;
};

export enum MetafieldAdminAccessInput {
  MerchantRead = 'MERCHANT_READ',
  MerchantReadWrite = 'MERCHANT_READ_WRITE'
}

export type MetafieldCapabilityAdminFilterableInput = {
  enabled: Scalars['Boolean']['input'];
};

export type MetafieldCapabilityAnalyticsQueryableInput = {
  enabled: Scalars['Boolean']['input'];
};

export type MetafieldCapabilityCartToOrderCopyableInput = {
  enabled: Scalars['Boolean']['input'];
};

export type MetafieldCapabilityCreateInput = {
  adminFilterable?: InputMaybe<MetafieldCapabilityAdminFilterableInput>;
  analyticsQueryable?: InputMaybe<MetafieldCapabilityAnalyticsQueryableInput>;
  cartToOrderCopyable?: InputMaybe<MetafieldCapabilityCartToOrderCopyableInput>;
  smartCollectionCondition?: InputMaybe<MetafieldCapabilitySmartCollectionConditionInput>;
  uniqueValues?: InputMaybe<MetafieldCapabilityUniqueValuesInput>;
};

export type MetafieldCapabilitySmartCollectionConditionInput = {
  enabled: Scalars['Boolean']['input'];
};

export type MetafieldCapabilityUniqueValuesInput = {
  enabled: Scalars['Boolean']['input'];
};

export type MetafieldConnection = {
  __typename?: 'MetafieldConnection';
  edges: Array<MetafieldEdge>;
  nodes: Array<Metafield>;
  pageInfo: PageInfo;
};

export enum MetafieldCustomerAccountAccessInput {
  None = 'NONE',
  Read = 'READ',
  ReadWrite = 'READ_WRITE'
}

export type MetafieldDefinition = Node & {
  __typename?: 'MetafieldDefinition';
  description?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  key: Scalars['String']['output'];
  metafields: MetafieldConnection;
  metafieldsCount: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  namespace: Scalars['String']['output'];
  ownerType: MetafieldOwnerType;
  pinnedPosition?: Maybe<Scalars['Int']['output']>;
  type: MetafieldDefinitionType;
  useAsCollectionCondition: Scalars['Boolean']['output'];
  validationStatus: MetafieldDefinitionValidationStatus;
};


export type MetafieldDefinitionMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  validationStatus?: InputMaybe<MetafieldValidationStatus>;
};


export type MetafieldDefinitionMetafieldsCountArgs = {
  validationStatus?: InputMaybe<MetafieldValidationStatus>;
};

export type MetafieldDefinitionConnection = {
  __typename?: 'MetafieldDefinitionConnection';
  edges: Array<MetafieldDefinitionEdge>;
  nodes: Array<MetafieldDefinition>;
  pageInfo: PageInfo;
};

export enum MetafieldDefinitionConstraintStatus {
  ConstrainedAndUnconstrained = 'CONSTRAINED_AND_UNCONSTRAINED',
  ConstrainedOnly = 'CONSTRAINED_ONLY',
  UnconstrainedOnly = 'UNCONSTRAINED_ONLY'
}

export type MetafieldDefinitionConstraintSubtypeIdentifier = {
  key: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

export type MetafieldDefinitionConstraintsInput = {
  key: Scalars['String']['input'];
  values: Array<Scalars['String']['input']>;
};

export type MetafieldDefinitionCreatePayload = {
  __typename?: 'MetafieldDefinitionCreatePayload';
  createdDefinition?: Maybe<MetafieldDefinition>;
  userErrors: Array<MetafieldDefinitionCreateUserError>;
};

export type MetafieldDefinitionCreateUserError = DisplayableError & {
  __typename?: 'MetafieldDefinitionCreateUserError';
  code?: Maybe<MetafieldDefinitionCreateUserErrorCode>;
  elementIndex?: Maybe<Scalars['Int']['output']>;
  elementKey?: Maybe<Scalars['String']['output']>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export enum MetafieldDefinitionCreateUserErrorCode {
  AdminAccessInputNotAllowed = 'ADMIN_ACCESS_INPUT_NOT_ALLOWED',
  Blank = 'BLANK',
  CapabilityRequiredButDisabled = 'CAPABILITY_REQUIRED_BUT_DISABLED',
  DuplicateOption = 'DUPLICATE_OPTION',
  Inclusion = 'INCLUSION',
  Invalid = 'INVALID',
  InvalidCapability = 'INVALID_CAPABILITY',
  InvalidCharacter = 'INVALID_CHARACTER',
  InvalidConstraints = 'INVALID_CONSTRAINTS',
  InvalidInputCombination = 'INVALID_INPUT_COMBINATION',
  InvalidOption = 'INVALID_OPTION',
  LimitExceeded = 'LIMIT_EXCEEDED',
  OwnerTypeLimitExceededForAutomatedCollections = 'OWNER_TYPE_LIMIT_EXCEEDED_FOR_AUTOMATED_COLLECTIONS',
  OwnerTypeLimitExceededForUseAsAdminFilters = 'OWNER_TYPE_LIMIT_EXCEEDED_FOR_USE_AS_ADMIN_FILTERS',
  PinnedLimitReached = 'PINNED_LIMIT_REACHED',
  Present = 'PRESENT',
  ReservedNamespaceKey = 'RESERVED_NAMESPACE_KEY',
  ResourceTypeLimitExceeded = 'RESOURCE_TYPE_LIMIT_EXCEEDED',
  ResourceTypeLimitExceededByApp = 'RESOURCE_TYPE_LIMIT_EXCEEDED_BY_APP',
  Taken = 'TAKEN',
  TooLong = 'TOO_LONG',
  TooShort = 'TOO_SHORT',
  TypeNotAllowedForConditions = 'TYPE_NOT_ALLOWED_FOR_CONDITIONS',
  UnstructuredAlreadyExists = 'UNSTRUCTURED_ALREADY_EXISTS',
  UnsupportedPinning = 'UNSUPPORTED_PINNING'
}

export type MetafieldDefinitionEdge = {
  __typename?: 'MetafieldDefinitionEdge';
  cursor: Scalars['String']['output'];
  node: MetafieldDefinition;
};

export type MetafieldDefinitionInput = {
  access?: InputMaybe<MetafieldAccessInput>;
  capabilities?: InputMaybe<MetafieldCapabilityCreateInput>;
  constraints?: InputMaybe<MetafieldDefinitionConstraintsInput>;
  description?: InputMaybe<Scalars['String']['input']>;
  key: Scalars['String']['input'];
  name: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
  ownerType: MetafieldOwnerType;
  pin?: InputMaybe<Scalars['Boolean']['input']>;
  type: Scalars['String']['input'];
  /** @deprecated Use `smartCollectionCondition` instead. */
  useAsCollectionCondition?: InputMaybe<Scalars['Boolean']['input']>;
  validations?: InputMaybe<Array<MetafieldDefinitionValidationInput>>;
};

export enum MetafieldDefinitionPinnedStatus {
  Any = 'ANY',
  Pinned = 'PINNED',
  Unpinned = 'UNPINNED'
}

export enum MetafieldDefinitionSortKeys {
  Id = 'ID',
  Name = 'NAME',
  PinnedPosition = 'PINNED_POSITION',
  Relevance = 'RELEVANCE'
}

export type MetafieldDefinitionType = {
  __typename?: 'MetafieldDefinitionType';
  category: Scalars['String']['output'];
  name: Scalars['String']['output'];
  supportsDefinitionMigrations: Scalars['Boolean']['output'];
  /** @deprecated `valueType` is deprecated and `name` should be used for type information. */
  valueType: MetafieldValueType;
};

export type MetafieldDefinitionValidationInput = {
  name: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

export enum MetafieldDefinitionValidationStatus {
  AllValid = 'ALL_VALID',
  InProgress = 'IN_PROGRESS',
  SomeInvalid = 'SOME_INVALID'
}

export type MetafieldEdge = {
  __typename?: 'MetafieldEdge';
  cursor: Scalars['String']['output'];
  node: Metafield;
};

export type MetafieldIdentifier = {
  __typename?: 'MetafieldIdentifier';
  key: Scalars['String']['output'];
  namespace: Scalars['String']['output'];
  ownerId: Scalars['ID']['output'];
};

export type MetafieldIdentifierInput = {
  key: Scalars['String']['input'];
  namespace: Scalars['String']['input'];
  ownerId: Scalars['ID']['input'];
};

export enum MetafieldOwnerType {
  ApiPermission = 'API_PERMISSION',
  Article = 'ARTICLE',
  Blog = 'BLOG',
  Carttransform = 'CARTTRANSFORM',
  Collection = 'COLLECTION',
  Company = 'COMPANY',
  CompanyLocation = 'COMPANY_LOCATION',
  Customer = 'CUSTOMER',
  DeliveryCustomization = 'DELIVERY_CUSTOMIZATION',
  Discount = 'DISCOUNT',
  Draftorder = 'DRAFTORDER',
  FulfillmentConstraintRule = 'FULFILLMENT_CONSTRAINT_RULE',
  GiftCardTransaction = 'GIFT_CARD_TRANSACTION',
  Location = 'LOCATION',
  Market = 'MARKET',
  /** @deprecated `MEDIA_IMAGE` is deprecated. */
  MediaImage = 'MEDIA_IMAGE',
  Order = 'ORDER',
  OrderRoutingLocationRule = 'ORDER_ROUTING_LOCATION_RULE',
  Page = 'PAGE',
  PaymentCustomization = 'PAYMENT_CUSTOMIZATION',
  Product = 'PRODUCT',
  Productvariant = 'PRODUCTVARIANT',
  SellingPlan = 'SELLING_PLAN',
  Shop = 'SHOP',
  Transfer = 'TRANSFER',
  Validation = 'VALIDATION'
}

export enum MetafieldStorefrontAccessInput {
  None = 'NONE',
  PublicRead = 'PUBLIC_READ'
}

export enum MetafieldValidationStatus {
  Any = 'ANY',
  Invalid = 'INVALID',
  Valid = 'VALID'
}

export enum MetafieldValueType {
  Boolean = 'BOOLEAN',
  Integer = 'INTEGER',
  JsonString = 'JSON_STRING',
  String = 'STRING'
}

export type MetafieldsDeletePayload = {
  __typename?: 'MetafieldsDeletePayload';
  deletedMetafields?: Maybe<Array<Maybe<MetafieldIdentifier>>>;
  userErrors: Array<UserError>;
};

export type MetafieldsSetInput = {
  compareDigest?: InputMaybe<Scalars['String']['input']>;
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
  ownerId: Scalars['ID']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
  value: Scalars['String']['input'];
};

export type MetafieldsSetPayload = {
  __typename?: 'MetafieldsSetPayload';
  metafields?: Maybe<Array<Metafield>>;
  userErrors: Array<MetafieldsSetUserError>;
};

export type MetafieldsSetUserError = DisplayableError & {
  __typename?: 'MetafieldsSetUserError';
  code?: Maybe<MetafieldsSetUserErrorCode>;
  elementIndex?: Maybe<Scalars['Int']['output']>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export enum MetafieldsSetUserErrorCode {
  AppNotAuthorized = 'APP_NOT_AUTHORIZED',
  Blank = 'BLANK',
  CapabilityViolation = 'CAPABILITY_VIOLATION',
  Inclusion = 'INCLUSION',
  InternalError = 'INTERNAL_ERROR',
  Invalid = 'INVALID',
  InvalidCompareDigest = 'INVALID_COMPARE_DIGEST',
  InvalidType = 'INVALID_TYPE',
  InvalidValue = 'INVALID_VALUE',
  LessThanOrEqualTo = 'LESS_THAN_OR_EQUAL_TO',
  Present = 'PRESENT',
  StaleObject = 'STALE_OBJECT',
  Taken = 'TAKEN',
  TooLong = 'TOO_LONG',
  TooShort = 'TOO_SHORT'
}

export type MoneyBag = {
  __typename?: 'MoneyBag';
  presentmentMoney: MoneyV2;
  shopMoney: MoneyV2;
};

export type MoneyV2 = {
  __typename?: 'MoneyV2';
  amount: Scalars['Decimal']['output'];
  currencyCode: CurrencyCode;
};

export type Mutation = {
  __typename?: 'Mutation';
  bulkOperationCancel?: Maybe<BulkOperationCancelPayload>;
  bulkOperationRunQuery?: Maybe<BulkOperationRunQueryPayload>;
  flowTriggerReceive?: Maybe<FlowTriggerReceivePayload>;
  metafieldDefinitionCreate?: Maybe<MetafieldDefinitionCreatePayload>;
  metafieldsDelete?: Maybe<MetafieldsDeletePayload>;
  metafieldsSet?: Maybe<MetafieldsSetPayload>;
  tagsAdd?: Maybe<TagsAddPayload>;
  tagsRemove?: Maybe<TagsRemovePayload>;
};


export type MutationBulkOperationCancelArgs = {
  id: Scalars['ID']['input'];
};


export type MutationBulkOperationRunQueryArgs = {
  groupObjects?: Scalars['Boolean']['input'];
  query: Scalars['String']['input'];
};


export type MutationFlowTriggerReceiveArgs = {
  body?: InputMaybe<Scalars['String']['input']>;
  handle?: InputMaybe<Scalars['String']['input']>;
  payload?: InputMaybe<Scalars['JSON']['input']>;
};


export type MutationMetafieldDefinitionCreateArgs = {
  definition: MetafieldDefinitionInput;
};


export type MutationMetafieldsDeleteArgs = {
  metafields: Array<MetafieldIdentifierInput>;
};


export type MutationMetafieldsSetArgs = {
  metafields: Array<MetafieldsSetInput>;
};


export type MutationTagsAddArgs = {
  id: Scalars['ID']['input'];
  tags: Array<Scalars['String']['input']>;
};


export type MutationTagsRemoveArgs = {
  id: Scalars['ID']['input'];
  tags: Array<Scalars['String']['input']>;
};

export type Node = {
  id: Scalars['ID']['output'];
};

export enum NotificationUsage {
  Sms = 'SMS',
  Web = 'WEB'
}

export type Order = HasMetafields & LegacyInteroperability & Node & {
  __typename?: 'Order';
  billingAddress?: Maybe<MailingAddress>;
  billingAddressMatchesShippingAddress: Scalars['Boolean']['output'];
  canMarkAsPaid: Scalars['Boolean']['output'];
  canNotifyCustomer: Scalars['Boolean']['output'];
  cancelReason?: Maybe<OrderCancelReason>;
  cancellation?: Maybe<OrderCancellation>;
  cancelledAt?: Maybe<Scalars['DateTime']['output']>;
  capturable: Scalars['Boolean']['output'];
  /** @deprecated Use `cartDiscountAmountSet` instead. */
  cartDiscountAmount?: Maybe<Scalars['Money']['output']>;
  cartDiscountAmountSet?: Maybe<MoneyBag>;
  cartToken?: Maybe<Scalars['String']['output']>;
  checkoutToken?: Maybe<Scalars['String']['output']>;
  clientIp?: Maybe<Scalars['String']['output']>;
  closed: Scalars['Boolean']['output'];
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  confirmationNumber?: Maybe<Scalars['String']['output']>;
  confirmed: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  currencyCode: CurrencyCode;
  currentCartDiscountAmountSet: MoneyBag;
  currentShippingPriceSet: MoneyBag;
  currentSubtotalLineItemsQuantity: Scalars['Int']['output'];
  currentSubtotalPriceSet: MoneyBag;
  currentTaxLines: Array<TaxLine>;
  currentTotalAdditionalFeesSet?: Maybe<MoneyBag>;
  currentTotalDiscountsSet: MoneyBag;
  currentTotalDutiesSet?: Maybe<MoneyBag>;
  currentTotalPriceSet: MoneyBag;
  currentTotalTaxSet: MoneyBag;
  currentTotalWeight: Scalars['UnsignedInt64']['output'];
  customAttributes: Array<Attribute>;
  customer?: Maybe<Customer>;
  customerAcceptsMarketing: Scalars['Boolean']['output'];
  customerLocale?: Maybe<Scalars['String']['output']>;
  discountCode?: Maybe<Scalars['String']['output']>;
  discountCodes: Array<Scalars['String']['output']>;
  displayAddress?: Maybe<MailingAddress>;
  displayFinancialStatus?: Maybe<OrderDisplayFinancialStatus>;
  displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
  dutiesIncluded: Scalars['Boolean']['output'];
  edited: Scalars['Boolean']['output'];
  email?: Maybe<Scalars['String']['output']>;
  estimatedTaxes: Scalars['Boolean']['output'];
  fulfillable: Scalars['Boolean']['output'];
  fulfillmentsCount?: Maybe<Count>;
  fullyPaid: Scalars['Boolean']['output'];
  hasTimelineComment: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  /** @deprecated Use `customerJourneySummary.lastVisit.landingPageHtml` instead */
  landingPageDisplayText?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `customerJourneySummary.lastVisit.landingPage` instead */
  landingPageUrl?: Maybe<Scalars['URL']['output']>;
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  lineItems: LineItemConnection;
  merchantEditable: Scalars['Boolean']['output'];
  merchantEditableErrors: Array<Scalars['String']['output']>;
  metafield?: Maybe<Metafield>;
  /** @deprecated This field will be removed in a future version. Use `QueryRoot.metafieldDefinitions` instead. */
  metafieldDefinitions: MetafieldDefinitionConnection;
  metafields: MetafieldConnection;
  name: Scalars['String']['output'];
  /** @deprecated Use `netPaymentSet` instead. */
  netPayment: Scalars['Money']['output'];
  netPaymentSet: MoneyBag;
  nonFulfillableLineItems: LineItemConnection;
  note?: Maybe<Scalars['String']['output']>;
  number: Scalars['Int']['output'];
  originalTotalAdditionalFeesSet?: Maybe<MoneyBag>;
  originalTotalDutiesSet?: Maybe<MoneyBag>;
  originalTotalPriceSet: MoneyBag;
  paymentGatewayNames: Array<Scalars['String']['output']>;
  phone?: Maybe<Scalars['String']['output']>;
  poNumber?: Maybe<Scalars['String']['output']>;
  presentmentCurrencyCode: CurrencyCode;
  processedAt: Scalars['DateTime']['output'];
  productNetwork: Scalars['Boolean']['output'];
  /** @deprecated Use `customerJourneySummary.lastVisit.referralCode` instead */
  referralCode?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `customerJourneySummary.lastVisit.referralInfoHtml` instead */
  referrerDisplayText?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `customerJourneySummary.lastVisit.referrerUrl` instead */
  referrerUrl?: Maybe<Scalars['URL']['output']>;
  refundDiscrepancySet: MoneyBag;
  refundable: Scalars['Boolean']['output'];
  refunds: Array<Refund>;
  registeredSourceUrl?: Maybe<Scalars['URL']['output']>;
  requiresShipping: Scalars['Boolean']['output'];
  restockable: Scalars['Boolean']['output'];
  returnStatus: OrderReturnStatus;
  /** @deprecated This field is deprecated in favor of OrderRiskAssessment.riskLevel which allows for more granular risk levels, including PENDING and NONE. */
  riskLevel: OrderRiskLevel;
  shippingAddress?: Maybe<MailingAddress>;
  sourceIdentifier?: Maybe<Scalars['String']['output']>;
  sourceName?: Maybe<Scalars['String']['output']>;
  statusPageUrl: Scalars['URL']['output'];
  subtotalLineItemsQuantity: Scalars['Int']['output'];
  /** @deprecated Use `subtotalPriceSet` instead. */
  subtotalPrice?: Maybe<Scalars['Money']['output']>;
  subtotalPriceSet?: Maybe<MoneyBag>;
  tags: Array<Scalars['String']['output']>;
  taxExempt: Scalars['Boolean']['output'];
  taxLines: Array<TaxLine>;
  taxesIncluded: Scalars['Boolean']['output'];
  test: Scalars['Boolean']['output'];
  /** @deprecated Use `totalCapturableSet` instead. */
  totalCapturable: Scalars['Money']['output'];
  totalCapturableSet: MoneyBag;
  /** @deprecated Use `totalDiscountsSet` instead. */
  totalDiscounts?: Maybe<Scalars['Money']['output']>;
  totalDiscountsSet?: Maybe<MoneyBag>;
  totalOutstandingSet: MoneyBag;
  /** @deprecated Use `totalPriceSet` instead. */
  totalPrice: Scalars['Money']['output'];
  totalPriceSet: MoneyBag;
  /** @deprecated Use `totalReceivedSet` instead. */
  totalReceived: Scalars['Money']['output'];
  totalReceivedSet: MoneyBag;
  /** @deprecated Use `totalRefundedSet` instead. */
  totalRefunded: Scalars['Money']['output'];
  totalRefundedSet: MoneyBag;
  totalRefundedShippingSet: MoneyBag;
  /** @deprecated Use `totalShippingPriceSet` instead. */
  totalShippingPrice: Scalars['Money']['output'];
  totalShippingPriceSet: MoneyBag;
  /** @deprecated Use `totalTaxSet` instead. */
  totalTax?: Maybe<Scalars['Money']['output']>;
  totalTaxSet?: Maybe<MoneyBag>;
  /** @deprecated Use `totalTipReceivedSet` instead. */
  totalTipReceived: MoneyV2;
  totalTipReceivedSet: MoneyBag;
  totalWeight?: Maybe<Scalars['UnsignedInt64']['output']>;
  transactionsCount?: Maybe<Count>;
  unpaid: Scalars['Boolean']['output'];
  updatedAt: Scalars['DateTime']['output'];
};


export type OrderLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type OrderMetafieldDefinitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  pinnedStatus?: InputMaybe<MetafieldDefinitionPinnedStatus>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<MetafieldDefinitionSortKeys>;
};


export type OrderMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderNonFulfillableLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderRefundsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type OrderStatusPageUrlArgs = {
  audience?: InputMaybe<Audience>;
  notificationUsage?: InputMaybe<NotificationUsage>;
};

export enum OrderCancelReason {
  Customer = 'CUSTOMER',
  Declined = 'DECLINED',
  Fraud = 'FRAUD',
  Inventory = 'INVENTORY',
  Other = 'OTHER',
  Staff = 'STAFF'
}

export type OrderCancellation = {
  __typename?: 'OrderCancellation';
  staffNote?: Maybe<Scalars['String']['output']>;
};

export type OrderConnection = {
  __typename?: 'OrderConnection';
  edges: Array<OrderEdge>;
  nodes: Array<Order>;
  pageInfo: PageInfo;
};

export enum OrderDisplayFinancialStatus {
  Authorized = 'AUTHORIZED',
  Expired = 'EXPIRED',
  Paid = 'PAID',
  PartiallyPaid = 'PARTIALLY_PAID',
  PartiallyRefunded = 'PARTIALLY_REFUNDED',
  Pending = 'PENDING',
  Refunded = 'REFUNDED',
  Voided = 'VOIDED'
}

export enum OrderDisplayFulfillmentStatus {
  Fulfilled = 'FULFILLED',
  InProgress = 'IN_PROGRESS',
  OnHold = 'ON_HOLD',
  Open = 'OPEN',
  PartiallyFulfilled = 'PARTIALLY_FULFILLED',
  PendingFulfillment = 'PENDING_FULFILLMENT',
  RequestDeclined = 'REQUEST_DECLINED',
  Restocked = 'RESTOCKED',
  Scheduled = 'SCHEDULED',
  Unfulfilled = 'UNFULFILLED'
}

export type OrderEdge = {
  __typename?: 'OrderEdge';
  cursor: Scalars['String']['output'];
  node: Order;
};

export enum OrderReturnStatus {
  InspectionComplete = 'INSPECTION_COMPLETE',
  InProgress = 'IN_PROGRESS',
  NoReturn = 'NO_RETURN',
  Returned = 'RETURNED',
  ReturnFailed = 'RETURN_FAILED',
  ReturnRequested = 'RETURN_REQUESTED'
}

export enum OrderRiskLevel {
  High = 'HIGH',
  Low = 'LOW',
  Medium = 'MEDIUM'
}

export enum OrderSortKeys {
  CreatedAt = 'CREATED_AT',
  CurrentTotalPrice = 'CURRENT_TOTAL_PRICE',
  CustomerName = 'CUSTOMER_NAME',
  Destination = 'DESTINATION',
  FinancialStatus = 'FINANCIAL_STATUS',
  FulfillmentStatus = 'FULFILLMENT_STATUS',
  Id = 'ID',
  OrderNumber = 'ORDER_NUMBER',
  PoNumber = 'PO_NUMBER',
  ProcessedAt = 'PROCESSED_AT',
  Relevance = 'RELEVANCE',
  TotalItemsQuantity = 'TOTAL_ITEMS_QUANTITY',
  TotalPrice = 'TOTAL_PRICE',
  UpdatedAt = 'UPDATED_AT'
}

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Product = HasMetafields & LegacyInteroperability & Node & {
  __typename?: 'Product';
  availablePublicationsCount?: Maybe<Count>;
  /** @deprecated Use `descriptionHtml` instead. */
  bodyHtml?: Maybe<Scalars['String']['output']>;
  combinedListingRole?: Maybe<CombinedListingsRole>;
  createdAt: Scalars['DateTime']['output'];
  /** @deprecated Use `productType` instead. */
  customProductType?: Maybe<Scalars['String']['output']>;
  defaultCursor: Scalars['String']['output'];
  description: Scalars['String']['output'];
  descriptionHtml: Scalars['HTML']['output'];
  /** @deprecated Use `description` instead. */
  descriptionPlainSummary: Scalars['String']['output'];
  /** @deprecated Use `featuredMedia` instead. */
  featuredImage?: Maybe<Image>;
  featuredMedia?: Maybe<Media>;
  giftCardTemplateSuffix?: Maybe<Scalars['String']['output']>;
  handle: Scalars['String']['output'];
  hasOnlyDefaultVariant: Scalars['Boolean']['output'];
  hasOutOfStockVariants: Scalars['Boolean']['output'];
  hasVariantsThatRequiresComponents: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  /** @deprecated Use `media` instead. */
  images: ImageConnection;
  inCollection: Scalars['Boolean']['output'];
  isGiftCard: Scalars['Boolean']['output'];
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  media: MediaConnection;
  mediaCount?: Maybe<Count>;
  metafield?: Maybe<Metafield>;
  /** @deprecated This field will be removed in a future version. Use `QueryRoot.metafieldDefinitions` instead. */
  metafieldDefinitions: MetafieldDefinitionConnection;
  metafields: MetafieldConnection;
  onlineStorePreviewUrl?: Maybe<Scalars['URL']['output']>;
  onlineStoreUrl?: Maybe<Scalars['URL']['output']>;
  priceRangeV2: ProductPriceRangeV2;
  productComponentsCount?: Maybe<Count>;
  productParents: ProductConnection;
  productType: Scalars['String']['output'];
  /** @deprecated Use `resourcePublicationsCount` instead. */
  publicationCount: Scalars['Int']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  publishedInContext: Scalars['Boolean']['output'];
  /** @deprecated Use `publishedOnPublication` instead. */
  publishedOnChannel: Scalars['Boolean']['output'];
  /** @deprecated Use `publishedOnCurrentPublication` instead. */
  publishedOnCurrentChannel: Scalars['Boolean']['output'];
  /** @deprecated Use `publishedOnPublication` instead. */
  publishedOnCurrentPublication: Scalars['Boolean']['output'];
  publishedOnPublication: Scalars['Boolean']['output'];
  requiresSellingPlan: Scalars['Boolean']['output'];
  resourcePublicationsCount?: Maybe<Count>;
  /** @deprecated Use `sellingPlanGroupsCount` instead. */
  sellingPlanGroupCount: Scalars['Int']['output'];
  sellingPlanGroupsCount?: Maybe<Count>;
  status: ProductStatus;
  /** @deprecated Use `id` instead. */
  storefrontId: Scalars['StorefrontID']['output'];
  tags: Array<Scalars['String']['output']>;
  templateSuffix?: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
  totalInventory: Scalars['Int']['output'];
  /** @deprecated Use `variantsCount` instead. */
  totalVariants: Scalars['Int']['output'];
  tracksInventory: Scalars['Boolean']['output'];
  updatedAt: Scalars['DateTime']['output'];
  variants: ProductVariantConnection;
  variantsCount?: Maybe<Count>;
  variantsInCollection?: Maybe<ProductVariantConnection>;
  variantsInCollectionCount?: Maybe<Count>;
  vendor: Scalars['String']['output'];
};


export type ProductDescriptionArgs = {
  truncateAt?: InputMaybe<Scalars['Int']['input']>;
};


export type ProductImagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  crop?: InputMaybe<CropRegion>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  maxHeight?: InputMaybe<Scalars['Int']['input']>;
  maxWidth?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  scale?: InputMaybe<Scalars['Int']['input']>;
  sortKey?: InputMaybe<ProductImageSortKeys>;
};


export type ProductInCollectionArgs = {
  id: Scalars['ID']['input'];
};


export type ProductMediaArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<ProductMediaSortKeys>;
};


export type ProductMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type ProductMetafieldDefinitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  pinnedStatus?: InputMaybe<MetafieldDefinitionPinnedStatus>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<MetafieldDefinitionSortKeys>;
};


export type ProductMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductProductParentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductPublicationCountArgs = {
  onlyPublished?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductPublishedInContextArgs = {
  context: ContextualPublicationContext;
};


export type ProductPublishedOnChannelArgs = {
  channelId: Scalars['ID']['input'];
};


export type ProductPublishedOnPublicationArgs = {
  publicationId: Scalars['ID']['input'];
};


export type ProductResourcePublicationsCountArgs = {
  onlyPublished?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductVariantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<ProductVariantSortKeys>;
};


export type ProductVariantsInCollectionArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  collectionId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type ProductVariantsInCollectionCountArgs = {
  collectionId: Scalars['ID']['input'];
};

export type ProductConnection = {
  __typename?: 'ProductConnection';
  edges: Array<ProductEdge>;
  nodes: Array<Product>;
  pageInfo: PageInfo;
};

export type ProductEdge = {
  __typename?: 'ProductEdge';
  cursor: Scalars['String']['output'];
  node: Product;
};

export enum ProductImageSortKeys {
  CreatedAt = 'CREATED_AT',
  Id = 'ID',
  Position = 'POSITION'
}

export enum ProductMediaSortKeys {
  Id = 'ID',
  Position = 'POSITION'
}

export type ProductPriceRangeV2 = {
  __typename?: 'ProductPriceRangeV2';
  maxVariantPrice: MoneyV2;
  minVariantPrice: MoneyV2;
};

export enum ProductSortKeys {
  CreatedAt = 'CREATED_AT',
  Id = 'ID',
  InventoryTotal = 'INVENTORY_TOTAL',
  ProductType = 'PRODUCT_TYPE',
  PublishedAt = 'PUBLISHED_AT',
  Relevance = 'RELEVANCE',
  Title = 'TITLE',
  UpdatedAt = 'UPDATED_AT',
  Vendor = 'VENDOR'
}

export enum ProductStatus {
  Active = 'ACTIVE',
  Archived = 'ARCHIVED',
  Draft = 'DRAFT',
  Unlisted = 'UNLISTED'
}

export type ProductVariant = HasMetafields & LegacyInteroperability & Node & {
  __typename?: 'ProductVariant';
  availableForSale: Scalars['Boolean']['output'];
  availablePublicationsCount?: Maybe<Count>;
  barcode?: Maybe<Scalars['String']['output']>;
  compareAtPrice?: Maybe<Scalars['Money']['output']>;
  createdAt: Scalars['DateTime']['output'];
  defaultCursor: Scalars['String']['output'];
  displayName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** @deprecated Use `media` instead. */
  image?: Maybe<Image>;
  inventoryPolicy: ProductVariantInventoryPolicy;
  inventoryQuantity?: Maybe<Scalars['Int']['output']>;
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  media: MediaConnection;
  metafield?: Maybe<Metafield>;
  /** @deprecated This field will be removed in a future version. Use `QueryRoot.metafieldDefinitions` instead. */
  metafieldDefinitions: MetafieldDefinitionConnection;
  metafields: MetafieldConnection;
  position: Scalars['Int']['output'];
  price: Scalars['Money']['output'];
  product: Product;
  productParents: ProductConnection;
  /** @deprecated Use `resourcePublicationsCount` instead. */
  publicationCount: Scalars['Int']['output'];
  /** @deprecated Use `publishedOnPublication` instead. */
  publishedOnChannel: Scalars['Boolean']['output'];
  /** @deprecated Use `publishedOnCurrentPublication` instead. */
  publishedOnCurrentChannel: Scalars['Boolean']['output'];
  /** @deprecated Use `publishedOnPublication` instead. */
  publishedOnCurrentPublication: Scalars['Boolean']['output'];
  publishedOnPublication: Scalars['Boolean']['output'];
  requiresComponents: Scalars['Boolean']['output'];
  resourcePublicationsCount?: Maybe<Count>;
  selectedOptions: Array<SelectedOption>;
  sellableOnlineQuantity: Scalars['Int']['output'];
  /** @deprecated Use `sellingPlanGroupsCount` instead. */
  sellingPlanGroupCount: Scalars['Int']['output'];
  sellingPlanGroupsCount?: Maybe<Count>;
  showUnitPrice: Scalars['Boolean']['output'];
  sku?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `id` instead. */
  storefrontId: Scalars['StorefrontID']['output'];
  /** @deprecated This field should no longer be used in new integrations. This field will not be available in future API versions. */
  taxCode?: Maybe<Scalars['String']['output']>;
  taxable: Scalars['Boolean']['output'];
  title: Scalars['String']['output'];
  unitPrice?: Maybe<MoneyV2>;
  updatedAt: Scalars['DateTime']['output'];
};


export type ProductVariantImageArgs = {
  crop?: InputMaybe<CropRegion>;
  maxHeight?: InputMaybe<Scalars['Int']['input']>;
  maxWidth?: InputMaybe<Scalars['Int']['input']>;
  scale?: InputMaybe<Scalars['Int']['input']>;
};


export type ProductVariantMediaArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductVariantMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type ProductVariantMetafieldDefinitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  pinnedStatus?: InputMaybe<MetafieldDefinitionPinnedStatus>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<MetafieldDefinitionSortKeys>;
};


export type ProductVariantMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductVariantProductParentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductVariantPublicationCountArgs = {
  onlyPublished?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductVariantPublishedOnChannelArgs = {
  channelId: Scalars['ID']['input'];
};


export type ProductVariantPublishedOnPublicationArgs = {
  publicationId: Scalars['ID']['input'];
};


export type ProductVariantResourcePublicationsCountArgs = {
  onlyPublished?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ProductVariantConnection = {
  __typename?: 'ProductVariantConnection';
  edges: Array<ProductVariantEdge>;
  nodes: Array<ProductVariant>;
  pageInfo: PageInfo;
};

export type ProductVariantEdge = {
  __typename?: 'ProductVariantEdge';
  cursor: Scalars['String']['output'];
  node: ProductVariant;
};

export enum ProductVariantInventoryPolicy {
  Continue = 'CONTINUE',
  Deny = 'DENY'
}

export enum ProductVariantSortKeys {
  FullTitle = 'FULL_TITLE',
  Id = 'ID',
  InventoryLevelsAvailable = 'INVENTORY_LEVELS_AVAILABLE',
  InventoryManagement = 'INVENTORY_MANAGEMENT',
  InventoryPolicy = 'INVENTORY_POLICY',
  InventoryQuantity = 'INVENTORY_QUANTITY',
  Name = 'NAME',
  Popular = 'POPULAR',
  Position = 'POSITION',
  Relevance = 'RELEVANCE',
  Sku = 'SKU',
  Title = 'TITLE'
}

export type QueryRoot = {
  __typename?: 'QueryRoot';
  abandonedCheckouts: AbandonedCheckoutConnection;
  abandonedCheckoutsCount?: Maybe<Count>;
  abandonmentByAbandonedCheckoutId?: Maybe<Abandonment>;
  appInstallation?: Maybe<AppInstallation>;
  bulkOperation?: Maybe<BulkOperation>;
  bulkOperations: BulkOperationConnection;
  currentAppInstallation: AppInstallation;
  customer?: Maybe<Customer>;
  customerByIdentifier?: Maybe<Customer>;
  customers: CustomerConnection;
  customersCount?: Maybe<Count>;
  metafieldDefinitions: MetafieldDefinitionConnection;
  node?: Maybe<Node>;
  nodes: Array<Maybe<Node>>;
  order?: Maybe<Order>;
  orders: OrderConnection;
  ordersCount?: Maybe<Count>;
  product?: Maybe<Product>;
  productVariant?: Maybe<ProductVariant>;
  productVariants: ProductVariantConnection;
  products: ProductConnection;
  shop: Shop;
  webhookSubscriptions: WebhookSubscriptionConnection;
};


export type QueryRootAbandonedCheckoutsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
  sortKey?: InputMaybe<AbandonedCheckoutSortKeys>;
};


export type QueryRootAbandonedCheckoutsCountArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRootAbandonmentByAbandonedCheckoutIdArgs = {
  abandonedCheckoutId: Scalars['ID']['input'];
};


export type QueryRootAppInstallationArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRootBulkOperationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootBulkOperationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<BulkOperationsSortKeys>;
};


export type QueryRootCustomerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootCustomerByIdentifierArgs = {
  identifier: CustomerIdentifierInput;
};


export type QueryRootCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<CustomerSortKeys>;
};


export type QueryRootCustomersCountArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
};


export type QueryRootMetafieldDefinitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  constraintStatus?: InputMaybe<MetafieldDefinitionConstraintStatus>;
  constraintSubtype?: InputMaybe<MetafieldDefinitionConstraintSubtypeIdentifier>;
  first?: InputMaybe<Scalars['Int']['input']>;
  key?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  ownerType: MetafieldOwnerType;
  pinnedStatus?: InputMaybe<MetafieldDefinitionPinnedStatus>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<MetafieldDefinitionSortKeys>;
};


export type QueryRootNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryRootOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
  sortKey?: InputMaybe<OrderSortKeys>;
};


export type QueryRootOrdersCountArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRootProductArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootProductVariantArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootProductVariantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
  sortKey?: InputMaybe<ProductVariantSortKeys>;
};


export type QueryRootProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
  sortKey?: InputMaybe<ProductSortKeys>;
};


export type QueryRootWebhookSubscriptionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  callbackUrl?: InputMaybe<Scalars['URL']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  format?: InputMaybe<WebhookSubscriptionFormat>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<WebhookSubscriptionSortKeys>;
  topics?: InputMaybe<Array<WebhookSubscriptionTopic>>;
  uri?: InputMaybe<Scalars['String']['input']>;
};

export type Refund = LegacyInteroperability & Node & {
  __typename?: 'Refund';
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  note?: Maybe<Scalars['String']['output']>;
  order: Order;
  processedAt: Scalars['DateTime']['output'];
  /** @deprecated Use `totalRefundedSet` instead. */
  totalRefunded: MoneyV2;
  totalRefundedSet: MoneyBag;
  updatedAt: Scalars['DateTime']['output'];
};

export type SelectedOption = {
  __typename?: 'SelectedOption';
  name: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type Shop = HasMetafields & Node & {
  __typename?: 'Shop';
  /** @deprecated Not supported anymore. */
  analyticsToken: Scalars['String']['output'];
  availableChannelApps: AppConnection;
  /** @deprecated Use `shopAddress` instead. */
  billingAddress: ShopAddress;
  checkoutApiSupported: Scalars['Boolean']['output'];
  contactEmail: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  currencyCode: CurrencyCode;
  customerAccounts: ShopCustomerAccountsSetting;
  customerAccountsV2: CustomerAccountsV2;
  /** @deprecated Use `QueryRoot.customers` instead. */
  customers: CustomerConnection;
  description?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `domainsPaginated` instead. */
  domains: Array<Domain>;
  email: Scalars['String']['output'];
  enabledPresentmentCurrencies: Array<CurrencyCode>;
  ianaTimezone: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  marketingSmsConsentEnabledAtCheckout: Scalars['Boolean']['output'];
  metafield?: Maybe<Metafield>;
  /** @deprecated This field will be removed in a future version. Use `QueryRoot.metafieldDefinitions` instead. */
  metafieldDefinitions: MetafieldDefinitionConnection;
  metafields: MetafieldConnection;
  myshopifyDomain: Scalars['String']['output'];
  name: Scalars['String']['output'];
  orderNumberFormatPrefix: Scalars['String']['output'];
  orderNumberFormatSuffix: Scalars['String']['output'];
  /** @deprecated Use `QueryRoot.orders` instead. */
  orders: OrderConnection;
  plan: ShopPlan;
  primaryDomain: Domain;
  /** @deprecated Use `files` instead. See [filesQuery](https://shopify.dev/docs/api/admin-graphql/latest/queries/files) and its [query](https://shopify.dev/docs/api/admin-graphql/latest/queries/files#argument-query) argument for more information. */
  productImages: ImageConnection;
  /** @deprecated Use `QueryRoot.productVariants` instead. */
  productVariants: ProductVariantConnection;
  /** @deprecated Use `QueryRoot.products`. */
  products: ProductConnection;
  /** @deprecated Use `QueryRoot.publicationsCount` instead. */
  publicationCount: Scalars['Int']['output'];
  richTextEditorUrl: Scalars['URL']['output'];
  setupRequired: Scalars['Boolean']['output'];
  shipsToCountries: Array<CountryCode>;
  shopAddress: ShopAddress;
  shopOwnerName: Scalars['String']['output'];
  /** @deprecated Use `url` instead. */
  storefrontUrl: Scalars['URL']['output'];
  taxShipping: Scalars['Boolean']['output'];
  taxesIncluded: Scalars['Boolean']['output'];
  timezoneAbbreviation: Scalars['String']['output'];
  timezoneOffset: Scalars['String']['output'];
  timezoneOffsetMinutes: Scalars['Int']['output'];
  transactionalSmsDisabled: Scalars['Boolean']['output'];
  unitSystem: UnitSystem;
  updatedAt: Scalars['DateTime']['output'];
  url: Scalars['URL']['output'];
  weightUnit: WeightUnit;
};


export type ShopAvailableChannelAppsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ShopCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<CustomerSortKeys>;
};


export type ShopMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type ShopMetafieldDefinitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  pinnedStatus?: InputMaybe<MetafieldDefinitionPinnedStatus>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<MetafieldDefinitionSortKeys>;
};


export type ShopMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ShopOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<OrderSortKeys>;
};


export type ShopProductImagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  crop?: InputMaybe<CropRegion>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  maxHeight?: InputMaybe<Scalars['Int']['input']>;
  maxWidth?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  scale?: InputMaybe<Scalars['Int']['input']>;
  sortKey?: InputMaybe<ProductImageSortKeys>;
};


export type ShopProductVariantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<ProductVariantSortKeys>;
};


export type ShopProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
  sortKey?: InputMaybe<ProductSortKeys>;
};

export type ShopAddress = Node & {
  __typename?: 'ShopAddress';
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  company?: Maybe<Scalars['String']['output']>;
  coordinatesValidated: Scalars['Boolean']['output'];
  country?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `countryCodeV2` instead. */
  countryCode?: Maybe<Scalars['String']['output']>;
  countryCodeV2?: Maybe<CountryCode>;
  /** @deprecated Always null in this context. */
  firstName?: Maybe<Scalars['String']['output']>;
  formatted: Array<Scalars['String']['output']>;
  formattedArea?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** @deprecated Always null in this context. */
  lastName?: Maybe<Scalars['String']['output']>;
  latitude?: Maybe<Scalars['Float']['output']>;
  longitude?: Maybe<Scalars['Float']['output']>;
  /** @deprecated Always null in this context. */
  name?: Maybe<Scalars['String']['output']>;
  phone?: Maybe<Scalars['String']['output']>;
  province?: Maybe<Scalars['String']['output']>;
  provinceCode?: Maybe<Scalars['String']['output']>;
  zip?: Maybe<Scalars['String']['output']>;
};


export type ShopAddressFormattedArgs = {
  withCompany?: InputMaybe<Scalars['Boolean']['input']>;
};

export enum ShopCustomerAccountsSetting {
  Disabled = 'DISABLED',
  Optional = 'OPTIONAL',
  Required = 'REQUIRED'
}

export type ShopPlan = {
  __typename?: 'ShopPlan';
  /** @deprecated Use `publicDisplayName` instead. */
  displayName: Scalars['String']['output'];
  partnerDevelopment: Scalars['Boolean']['output'];
  publicDisplayName: Scalars['String']['output'];
  shopifyPlus: Scalars['Boolean']['output'];
};

export type TagsAddPayload = {
  __typename?: 'TagsAddPayload';
  node?: Maybe<Node>;
  userErrors: Array<UserError>;
};

export type TagsRemovePayload = {
  __typename?: 'TagsRemovePayload';
  node?: Maybe<Node>;
  userErrors: Array<UserError>;
};

export enum TaxExemption {
  CaBcCommercialFisheryExemption = 'CA_BC_COMMERCIAL_FISHERY_EXEMPTION',
  CaBcContractorExemption = 'CA_BC_CONTRACTOR_EXEMPTION',
  CaBcProductionAndMachineryExemption = 'CA_BC_PRODUCTION_AND_MACHINERY_EXEMPTION',
  CaBcResellerExemption = 'CA_BC_RESELLER_EXEMPTION',
  CaBcSubContractorExemption = 'CA_BC_SUB_CONTRACTOR_EXEMPTION',
  CaDiplomatExemption = 'CA_DIPLOMAT_EXEMPTION',
  CaMbCommercialFisheryExemption = 'CA_MB_COMMERCIAL_FISHERY_EXEMPTION',
  CaMbFarmerExemption = 'CA_MB_FARMER_EXEMPTION',
  CaMbResellerExemption = 'CA_MB_RESELLER_EXEMPTION',
  CaNlVptResellerExemption = 'CA_NL_VPT_RESELLER_EXEMPTION',
  CaNsCommercialFisheryExemption = 'CA_NS_COMMERCIAL_FISHERY_EXEMPTION',
  CaNsFarmerExemption = 'CA_NS_FARMER_EXEMPTION',
  CaOnPurchaseExemption = 'CA_ON_PURCHASE_EXEMPTION',
  CaPeCommercialFisheryExemption = 'CA_PE_COMMERCIAL_FISHERY_EXEMPTION',
  CaSkCommercialFisheryExemption = 'CA_SK_COMMERCIAL_FISHERY_EXEMPTION',
  CaSkContractorExemption = 'CA_SK_CONTRACTOR_EXEMPTION',
  CaSkFarmerExemption = 'CA_SK_FARMER_EXEMPTION',
  CaSkProductionAndMachineryExemption = 'CA_SK_PRODUCTION_AND_MACHINERY_EXEMPTION',
  CaSkResellerExemption = 'CA_SK_RESELLER_EXEMPTION',
  CaSkSubContractorExemption = 'CA_SK_SUB_CONTRACTOR_EXEMPTION',
  CaSkVptResellerExemption = 'CA_SK_VPT_RESELLER_EXEMPTION',
  CaStatusCardExemption = 'CA_STATUS_CARD_EXEMPTION',
  EuReverseChargeExemptionRule = 'EU_REVERSE_CHARGE_EXEMPTION_RULE',
  UsAkResellerExemption = 'US_AK_RESELLER_EXEMPTION',
  UsAlResellerExemption = 'US_AL_RESELLER_EXEMPTION',
  UsArResellerExemption = 'US_AR_RESELLER_EXEMPTION',
  UsAzResellerExemption = 'US_AZ_RESELLER_EXEMPTION',
  UsCaResellerExemption = 'US_CA_RESELLER_EXEMPTION',
  UsCoResellerExemption = 'US_CO_RESELLER_EXEMPTION',
  UsCtResellerExemption = 'US_CT_RESELLER_EXEMPTION',
  UsDcResellerExemption = 'US_DC_RESELLER_EXEMPTION',
  UsDeResellerExemption = 'US_DE_RESELLER_EXEMPTION',
  UsFlResellerExemption = 'US_FL_RESELLER_EXEMPTION',
  UsGaResellerExemption = 'US_GA_RESELLER_EXEMPTION',
  UsHiResellerExemption = 'US_HI_RESELLER_EXEMPTION',
  UsIaResellerExemption = 'US_IA_RESELLER_EXEMPTION',
  UsIdResellerExemption = 'US_ID_RESELLER_EXEMPTION',
  UsIlResellerExemption = 'US_IL_RESELLER_EXEMPTION',
  UsInResellerExemption = 'US_IN_RESELLER_EXEMPTION',
  UsKsResellerExemption = 'US_KS_RESELLER_EXEMPTION',
  UsKyResellerExemption = 'US_KY_RESELLER_EXEMPTION',
  UsLaResellerExemption = 'US_LA_RESELLER_EXEMPTION',
  UsMaResellerExemption = 'US_MA_RESELLER_EXEMPTION',
  UsMdResellerExemption = 'US_MD_RESELLER_EXEMPTION',
  UsMeResellerExemption = 'US_ME_RESELLER_EXEMPTION',
  UsMiResellerExemption = 'US_MI_RESELLER_EXEMPTION',
  UsMnResellerExemption = 'US_MN_RESELLER_EXEMPTION',
  UsMoResellerExemption = 'US_MO_RESELLER_EXEMPTION',
  UsMsResellerExemption = 'US_MS_RESELLER_EXEMPTION',
  UsMtResellerExemption = 'US_MT_RESELLER_EXEMPTION',
  UsNcResellerExemption = 'US_NC_RESELLER_EXEMPTION',
  UsNdResellerExemption = 'US_ND_RESELLER_EXEMPTION',
  UsNeResellerExemption = 'US_NE_RESELLER_EXEMPTION',
  UsNhResellerExemption = 'US_NH_RESELLER_EXEMPTION',
  UsNjResellerExemption = 'US_NJ_RESELLER_EXEMPTION',
  UsNmResellerExemption = 'US_NM_RESELLER_EXEMPTION',
  UsNvResellerExemption = 'US_NV_RESELLER_EXEMPTION',
  UsNyResellerExemption = 'US_NY_RESELLER_EXEMPTION',
  UsOhResellerExemption = 'US_OH_RESELLER_EXEMPTION',
  UsOkResellerExemption = 'US_OK_RESELLER_EXEMPTION',
  UsOrResellerExemption = 'US_OR_RESELLER_EXEMPTION',
  UsPaResellerExemption = 'US_PA_RESELLER_EXEMPTION',
  UsRiResellerExemption = 'US_RI_RESELLER_EXEMPTION',
  UsScResellerExemption = 'US_SC_RESELLER_EXEMPTION',
  UsSdResellerExemption = 'US_SD_RESELLER_EXEMPTION',
  UsTnResellerExemption = 'US_TN_RESELLER_EXEMPTION',
  UsTxResellerExemption = 'US_TX_RESELLER_EXEMPTION',
  UsUtResellerExemption = 'US_UT_RESELLER_EXEMPTION',
  UsVaResellerExemption = 'US_VA_RESELLER_EXEMPTION',
  UsVtResellerExemption = 'US_VT_RESELLER_EXEMPTION',
  UsWaResellerExemption = 'US_WA_RESELLER_EXEMPTION',
  UsWiResellerExemption = 'US_WI_RESELLER_EXEMPTION',
  UsWvResellerExemption = 'US_WV_RESELLER_EXEMPTION',
  UsWyResellerExemption = 'US_WY_RESELLER_EXEMPTION'
}

export type TaxLine = {
  __typename?: 'TaxLine';
  channelLiable?: Maybe<Scalars['Boolean']['output']>;
  /** @deprecated Use `priceSet` instead. */
  price: Scalars['Money']['output'];
  priceSet: MoneyBag;
  rate?: Maybe<Scalars['Float']['output']>;
  ratePercentage?: Maybe<Scalars['Float']['output']>;
  source?: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
};

export type UniqueMetafieldValueInput = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
  value: Scalars['String']['input'];
};

export enum UnitSystem {
  ImperialSystem = 'IMPERIAL_SYSTEM',
  MetricSystem = 'METRIC_SYSTEM'
}

export type UserError = DisplayableError & {
  __typename?: 'UserError';
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type WebhookSubscription = LegacyInteroperability & Node & {
  __typename?: 'WebhookSubscription';
  /** @deprecated Use `uri` instead. */
  callbackUrl: Scalars['URL']['output'];
  createdAt: Scalars['DateTime']['output'];
  filter?: Maybe<Scalars['String']['output']>;
  format: WebhookSubscriptionFormat;
  id: Scalars['ID']['output'];
  includeFields: Array<Scalars['String']['output']>;
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  metafieldNamespaces: Array<Scalars['String']['output']>;
  name?: Maybe<Scalars['String']['output']>;
  topic: WebhookSubscriptionTopic;
  updatedAt: Scalars['DateTime']['output'];
  uri: Scalars['String']['output'];
};

export type WebhookSubscriptionConnection = {
  __typename?: 'WebhookSubscriptionConnection';
  edges: Array<WebhookSubscriptionEdge>;
  nodes: Array<WebhookSubscription>;
  pageInfo: PageInfo;
};

export type WebhookSubscriptionEdge = {
  __typename?: 'WebhookSubscriptionEdge';
  cursor: Scalars['String']['output'];
  node: WebhookSubscription;
};

export enum WebhookSubscriptionFormat {
  Json = 'JSON',
  Xml = 'XML'
}

export enum WebhookSubscriptionSortKeys {
  CreatedAt = 'CREATED_AT',
  Id = 'ID'
}

export enum WebhookSubscriptionTopic {
  AppPurchasesOneTimeUpdate = 'APP_PURCHASES_ONE_TIME_UPDATE',
  AppScopesUpdate = 'APP_SCOPES_UPDATE',
  AppSubscriptionsApproachingCappedAmount = 'APP_SUBSCRIPTIONS_APPROACHING_CAPPED_AMOUNT',
  AppSubscriptionsUpdate = 'APP_SUBSCRIPTIONS_UPDATE',
  AppUninstalled = 'APP_UNINSTALLED',
  AuditEventsAdminApiActivity = 'AUDIT_EVENTS_ADMIN_API_ACTIVITY',
  BulkOperationsFinish = 'BULK_OPERATIONS_FINISH',
  CartsCreate = 'CARTS_CREATE',
  CartsUpdate = 'CARTS_UPDATE',
  ChannelsDelete = 'CHANNELS_DELETE',
  CheckoutsCreate = 'CHECKOUTS_CREATE',
  CheckoutsDelete = 'CHECKOUTS_DELETE',
  CheckoutsUpdate = 'CHECKOUTS_UPDATE',
  CollectionsCreate = 'COLLECTIONS_CREATE',
  CollectionsDelete = 'COLLECTIONS_DELETE',
  CollectionsUpdate = 'COLLECTIONS_UPDATE',
  CollectionListingsAdd = 'COLLECTION_LISTINGS_ADD',
  CollectionListingsRemove = 'COLLECTION_LISTINGS_REMOVE',
  CollectionListingsUpdate = 'COLLECTION_LISTINGS_UPDATE',
  CollectionPublicationsCreate = 'COLLECTION_PUBLICATIONS_CREATE',
  CollectionPublicationsDelete = 'COLLECTION_PUBLICATIONS_DELETE',
  CollectionPublicationsUpdate = 'COLLECTION_PUBLICATIONS_UPDATE',
  CompaniesCreate = 'COMPANIES_CREATE',
  CompaniesDelete = 'COMPANIES_DELETE',
  CompaniesUpdate = 'COMPANIES_UPDATE',
  CompanyContactsCreate = 'COMPANY_CONTACTS_CREATE',
  CompanyContactsDelete = 'COMPANY_CONTACTS_DELETE',
  CompanyContactsUpdate = 'COMPANY_CONTACTS_UPDATE',
  CompanyContactRolesAssign = 'COMPANY_CONTACT_ROLES_ASSIGN',
  CompanyContactRolesRevoke = 'COMPANY_CONTACT_ROLES_REVOKE',
  CompanyLocationsCreate = 'COMPANY_LOCATIONS_CREATE',
  CompanyLocationsDelete = 'COMPANY_LOCATIONS_DELETE',
  CompanyLocationsUpdate = 'COMPANY_LOCATIONS_UPDATE',
  CustomersCreate = 'CUSTOMERS_CREATE',
  CustomersDelete = 'CUSTOMERS_DELETE',
  CustomersDisable = 'CUSTOMERS_DISABLE',
  CustomersEmailMarketingConsentUpdate = 'CUSTOMERS_EMAIL_MARKETING_CONSENT_UPDATE',
  CustomersEnable = 'CUSTOMERS_ENABLE',
  CustomersMarketingConsentUpdate = 'CUSTOMERS_MARKETING_CONSENT_UPDATE',
  CustomersMerge = 'CUSTOMERS_MERGE',
  CustomersPurchasingSummary = 'CUSTOMERS_PURCHASING_SUMMARY',
  CustomersUpdate = 'CUSTOMERS_UPDATE',
  CustomersWhatsAppMarketingConsentUpdate = 'CUSTOMERS_WHATS_APP_MARKETING_CONSENT_UPDATE',
  CustomerAccountSettingsUpdate = 'CUSTOMER_ACCOUNT_SETTINGS_UPDATE',
  CustomerGroupsCreate = 'CUSTOMER_GROUPS_CREATE',
  CustomerGroupsDelete = 'CUSTOMER_GROUPS_DELETE',
  CustomerGroupsUpdate = 'CUSTOMER_GROUPS_UPDATE',
  CustomerJoinedSegment = 'CUSTOMER_JOINED_SEGMENT',
  CustomerLeftSegment = 'CUSTOMER_LEFT_SEGMENT',
  CustomerPaymentMethodsCreate = 'CUSTOMER_PAYMENT_METHODS_CREATE',
  CustomerPaymentMethodsRevoke = 'CUSTOMER_PAYMENT_METHODS_REVOKE',
  CustomerPaymentMethodsUpdate = 'CUSTOMER_PAYMENT_METHODS_UPDATE',
  CustomerTagsAdded = 'CUSTOMER_TAGS_ADDED',
  CustomerTagsRemoved = 'CUSTOMER_TAGS_REMOVED',
  DeliveryPromiseSettingsUpdate = 'DELIVERY_PROMISE_SETTINGS_UPDATE',
  DiscountsCreate = 'DISCOUNTS_CREATE',
  DiscountsDelete = 'DISCOUNTS_DELETE',
  DiscountsRedeemcodeAdded = 'DISCOUNTS_REDEEMCODE_ADDED',
  DiscountsRedeemcodeRemoved = 'DISCOUNTS_REDEEMCODE_REMOVED',
  DiscountsUpdate = 'DISCOUNTS_UPDATE',
  DisputesCreate = 'DISPUTES_CREATE',
  DisputesUpdate = 'DISPUTES_UPDATE',
  DomainsCreate = 'DOMAINS_CREATE',
  DomainsDestroy = 'DOMAINS_DESTROY',
  DomainsUpdate = 'DOMAINS_UPDATE',
  DraftOrdersCreate = 'DRAFT_ORDERS_CREATE',
  DraftOrdersDelete = 'DRAFT_ORDERS_DELETE',
  DraftOrdersUpdate = 'DRAFT_ORDERS_UPDATE',
  FinanceAppStaffMemberDelete = 'FINANCE_APP_STAFF_MEMBER_DELETE',
  FinanceAppStaffMemberGrant = 'FINANCE_APP_STAFF_MEMBER_GRANT',
  FinanceAppStaffMemberRevoke = 'FINANCE_APP_STAFF_MEMBER_REVOKE',
  FinanceAppStaffMemberUpdate = 'FINANCE_APP_STAFF_MEMBER_UPDATE',
  FinanceKycInformationUpdate = 'FINANCE_KYC_INFORMATION_UPDATE',
  FulfillmentsCreate = 'FULFILLMENTS_CREATE',
  FulfillmentsUpdate = 'FULFILLMENTS_UPDATE',
  FulfillmentEventsCreate = 'FULFILLMENT_EVENTS_CREATE',
  FulfillmentEventsDelete = 'FULFILLMENT_EVENTS_DELETE',
  FulfillmentHoldsAdded = 'FULFILLMENT_HOLDS_ADDED',
  FulfillmentHoldsReleased = 'FULFILLMENT_HOLDS_RELEASED',
  FulfillmentOrdersCancellationRequestAccepted = 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_ACCEPTED',
  FulfillmentOrdersCancellationRequestRejected = 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_REJECTED',
  FulfillmentOrdersCancellationRequestSubmitted = 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_SUBMITTED',
  FulfillmentOrdersCancelled = 'FULFILLMENT_ORDERS_CANCELLED',
  FulfillmentOrdersFulfillmentRequestAccepted = 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_ACCEPTED',
  FulfillmentOrdersFulfillmentRequestRejected = 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_REJECTED',
  FulfillmentOrdersFulfillmentRequestSubmitted = 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_SUBMITTED',
  FulfillmentOrdersFulfillmentServiceFailedToComplete = 'FULFILLMENT_ORDERS_FULFILLMENT_SERVICE_FAILED_TO_COMPLETE',
  FulfillmentOrdersHoldReleased = 'FULFILLMENT_ORDERS_HOLD_RELEASED',
  FulfillmentOrdersLineItemsPreparedForLocalDelivery = 'FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_LOCAL_DELIVERY',
  FulfillmentOrdersLineItemsPreparedForPickup = 'FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_PICKUP',
  FulfillmentOrdersManuallyReportedProgressStopped = 'FULFILLMENT_ORDERS_MANUALLY_REPORTED_PROGRESS_STOPPED',
  FulfillmentOrdersMerged = 'FULFILLMENT_ORDERS_MERGED',
  FulfillmentOrdersMoved = 'FULFILLMENT_ORDERS_MOVED',
  FulfillmentOrdersOrderRoutingComplete = 'FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE',
  FulfillmentOrdersPlacedOnHold = 'FULFILLMENT_ORDERS_PLACED_ON_HOLD',
  FulfillmentOrdersProgressReported = 'FULFILLMENT_ORDERS_PROGRESS_REPORTED',
  FulfillmentOrdersRescheduled = 'FULFILLMENT_ORDERS_RESCHEDULED',
  FulfillmentOrdersScheduledFulfillmentOrderReady = 'FULFILLMENT_ORDERS_SCHEDULED_FULFILLMENT_ORDER_READY',
  FulfillmentOrdersSplit = 'FULFILLMENT_ORDERS_SPLIT',
  InventoryItemsCreate = 'INVENTORY_ITEMS_CREATE',
  InventoryItemsDelete = 'INVENTORY_ITEMS_DELETE',
  InventoryItemsUpdate = 'INVENTORY_ITEMS_UPDATE',
  InventoryLevelsConnect = 'INVENTORY_LEVELS_CONNECT',
  InventoryLevelsDisconnect = 'INVENTORY_LEVELS_DISCONNECT',
  InventoryLevelsUpdate = 'INVENTORY_LEVELS_UPDATE',
  InventoryShipmentsAddItems = 'INVENTORY_SHIPMENTS_ADD_ITEMS',
  InventoryShipmentsCreate = 'INVENTORY_SHIPMENTS_CREATE',
  InventoryShipmentsDelete = 'INVENTORY_SHIPMENTS_DELETE',
  InventoryShipmentsMarkInTransit = 'INVENTORY_SHIPMENTS_MARK_IN_TRANSIT',
  InventoryShipmentsReceiveItems = 'INVENTORY_SHIPMENTS_RECEIVE_ITEMS',
  InventoryShipmentsRemoveItems = 'INVENTORY_SHIPMENTS_REMOVE_ITEMS',
  InventoryShipmentsUpdateItemQuantities = 'INVENTORY_SHIPMENTS_UPDATE_ITEM_QUANTITIES',
  InventoryShipmentsUpdateTracking = 'INVENTORY_SHIPMENTS_UPDATE_TRACKING',
  InventoryTransfersAddItems = 'INVENTORY_TRANSFERS_ADD_ITEMS',
  InventoryTransfersCancel = 'INVENTORY_TRANSFERS_CANCEL',
  InventoryTransfersComplete = 'INVENTORY_TRANSFERS_COMPLETE',
  InventoryTransfersReadyToShip = 'INVENTORY_TRANSFERS_READY_TO_SHIP',
  InventoryTransfersRemoveItems = 'INVENTORY_TRANSFERS_REMOVE_ITEMS',
  InventoryTransfersUpdated = 'INVENTORY_TRANSFERS_UPDATED',
  InventoryTransfersUpdateItemQuantities = 'INVENTORY_TRANSFERS_UPDATE_ITEM_QUANTITIES',
  LocalesCreate = 'LOCALES_CREATE',
  LocalesDestroy = 'LOCALES_DESTROY',
  LocalesUpdate = 'LOCALES_UPDATE',
  LocationsActivate = 'LOCATIONS_ACTIVATE',
  LocationsCreate = 'LOCATIONS_CREATE',
  LocationsDeactivate = 'LOCATIONS_DEACTIVATE',
  LocationsDelete = 'LOCATIONS_DELETE',
  LocationsUpdate = 'LOCATIONS_UPDATE',
  MarketsBackupRegionUpdate = 'MARKETS_BACKUP_REGION_UPDATE',
  MarketsCreate = 'MARKETS_CREATE',
  MarketsDelete = 'MARKETS_DELETE',
  MarketsUpdate = 'MARKETS_UPDATE',
  MetafieldDefinitionsCreate = 'METAFIELD_DEFINITIONS_CREATE',
  MetafieldDefinitionsDelete = 'METAFIELD_DEFINITIONS_DELETE',
  MetafieldDefinitionsUpdate = 'METAFIELD_DEFINITIONS_UPDATE',
  MetaobjectsCreate = 'METAOBJECTS_CREATE',
  MetaobjectsDelete = 'METAOBJECTS_DELETE',
  MetaobjectsUpdate = 'METAOBJECTS_UPDATE',
  OrdersCancelled = 'ORDERS_CANCELLED',
  OrdersCreate = 'ORDERS_CREATE',
  OrdersDelete = 'ORDERS_DELETE',
  OrdersEdited = 'ORDERS_EDITED',
  OrdersFulfilled = 'ORDERS_FULFILLED',
  OrdersLinkRequested = 'ORDERS_LINK_REQUESTED',
  OrdersPaid = 'ORDERS_PAID',
  OrdersPartiallyFulfilled = 'ORDERS_PARTIALLY_FULFILLED',
  OrdersRiskAssessmentChanged = 'ORDERS_RISK_ASSESSMENT_CHANGED',
  OrdersShopifyProtectEligibilityChanged = 'ORDERS_SHOPIFY_PROTECT_ELIGIBILITY_CHANGED',
  OrdersUpdated = 'ORDERS_UPDATED',
  OrderTransactionsCreate = 'ORDER_TRANSACTIONS_CREATE',
  PaymentSchedulesDue = 'PAYMENT_SCHEDULES_DUE',
  PaymentTermsCreate = 'PAYMENT_TERMS_CREATE',
  PaymentTermsDelete = 'PAYMENT_TERMS_DELETE',
  PaymentTermsUpdate = 'PAYMENT_TERMS_UPDATE',
  ProductsCreate = 'PRODUCTS_CREATE',
  ProductsDelete = 'PRODUCTS_DELETE',
  ProductsUpdate = 'PRODUCTS_UPDATE',
  ProductFeedsCreate = 'PRODUCT_FEEDS_CREATE',
  ProductFeedsFullSync = 'PRODUCT_FEEDS_FULL_SYNC',
  ProductFeedsFullSyncFinish = 'PRODUCT_FEEDS_FULL_SYNC_FINISH',
  ProductFeedsIncrementalSync = 'PRODUCT_FEEDS_INCREMENTAL_SYNC',
  ProductFeedsUpdate = 'PRODUCT_FEEDS_UPDATE',
  ProductListingsAdd = 'PRODUCT_LISTINGS_ADD',
  ProductListingsRemove = 'PRODUCT_LISTINGS_REMOVE',
  ProductListingsUpdate = 'PRODUCT_LISTINGS_UPDATE',
  ProductPublicationsCreate = 'PRODUCT_PUBLICATIONS_CREATE',
  ProductPublicationsDelete = 'PRODUCT_PUBLICATIONS_DELETE',
  ProductPublicationsUpdate = 'PRODUCT_PUBLICATIONS_UPDATE',
  ProfilesCreate = 'PROFILES_CREATE',
  ProfilesDelete = 'PROFILES_DELETE',
  ProfilesUpdate = 'PROFILES_UPDATE',
  RefundsCreate = 'REFUNDS_CREATE',
  ReturnsApprove = 'RETURNS_APPROVE',
  ReturnsCancel = 'RETURNS_CANCEL',
  ReturnsClose = 'RETURNS_CLOSE',
  ReturnsDecline = 'RETURNS_DECLINE',
  ReturnsProcess = 'RETURNS_PROCESS',
  ReturnsReopen = 'RETURNS_REOPEN',
  ReturnsRequest = 'RETURNS_REQUEST',
  ReturnsUpdate = 'RETURNS_UPDATE',
  ReverseDeliveriesAttachDeliverable = 'REVERSE_DELIVERIES_ATTACH_DELIVERABLE',
  ReverseFulfillmentOrdersDispose = 'REVERSE_FULFILLMENT_ORDERS_DISPOSE',
  ScheduledProductListingsAdd = 'SCHEDULED_PRODUCT_LISTINGS_ADD',
  ScheduledProductListingsRemove = 'SCHEDULED_PRODUCT_LISTINGS_REMOVE',
  ScheduledProductListingsUpdate = 'SCHEDULED_PRODUCT_LISTINGS_UPDATE',
  SegmentsCreate = 'SEGMENTS_CREATE',
  SegmentsDelete = 'SEGMENTS_DELETE',
  SegmentsUpdate = 'SEGMENTS_UPDATE',
  SellingPlanGroupsCreate = 'SELLING_PLAN_GROUPS_CREATE',
  SellingPlanGroupsDelete = 'SELLING_PLAN_GROUPS_DELETE',
  SellingPlanGroupsUpdate = 'SELLING_PLAN_GROUPS_UPDATE',
  ShippingAddressesCreate = 'SHIPPING_ADDRESSES_CREATE',
  ShippingAddressesUpdate = 'SHIPPING_ADDRESSES_UPDATE',
  ShopUpdate = 'SHOP_UPDATE',
  SubscriptionBillingAttemptsChallenged = 'SUBSCRIPTION_BILLING_ATTEMPTS_CHALLENGED',
  SubscriptionBillingAttemptsFailure = 'SUBSCRIPTION_BILLING_ATTEMPTS_FAILURE',
  SubscriptionBillingAttemptsSuccess = 'SUBSCRIPTION_BILLING_ATTEMPTS_SUCCESS',
  SubscriptionBillingCyclesSkip = 'SUBSCRIPTION_BILLING_CYCLES_SKIP',
  SubscriptionBillingCyclesUnskip = 'SUBSCRIPTION_BILLING_CYCLES_UNSKIP',
  SubscriptionBillingCycleEditsCreate = 'SUBSCRIPTION_BILLING_CYCLE_EDITS_CREATE',
  SubscriptionBillingCycleEditsDelete = 'SUBSCRIPTION_BILLING_CYCLE_EDITS_DELETE',
  SubscriptionBillingCycleEditsUpdate = 'SUBSCRIPTION_BILLING_CYCLE_EDITS_UPDATE',
  SubscriptionContractsActivate = 'SUBSCRIPTION_CONTRACTS_ACTIVATE',
  SubscriptionContractsCancel = 'SUBSCRIPTION_CONTRACTS_CANCEL',
  SubscriptionContractsCreate = 'SUBSCRIPTION_CONTRACTS_CREATE',
  SubscriptionContractsExpire = 'SUBSCRIPTION_CONTRACTS_EXPIRE',
  SubscriptionContractsFail = 'SUBSCRIPTION_CONTRACTS_FAIL',
  SubscriptionContractsPause = 'SUBSCRIPTION_CONTRACTS_PAUSE',
  SubscriptionContractsUpdate = 'SUBSCRIPTION_CONTRACTS_UPDATE',
  TaxServicesCreate = 'TAX_SERVICES_CREATE',
  TaxServicesUpdate = 'TAX_SERVICES_UPDATE',
  TenderTransactionsCreate = 'TENDER_TRANSACTIONS_CREATE',
  ThemesCreate = 'THEMES_CREATE',
  ThemesDelete = 'THEMES_DELETE',
  ThemesPublish = 'THEMES_PUBLISH',
  ThemesUpdate = 'THEMES_UPDATE',
  VariantsInStock = 'VARIANTS_IN_STOCK',
  VariantsOutOfStock = 'VARIANTS_OUT_OF_STOCK'
}

export enum WeightUnit {
  Grams = 'GRAMS',
  Kilograms = 'KILOGRAMS',
  Ounces = 'OUNCES',
  Pounds = 'POUNDS'
}
