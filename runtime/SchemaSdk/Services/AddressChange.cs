namespace SchemaSdk.Services;

/// <summary>Says whether a caller's <see cref="HttpClient"/> followed a redirect; the client's own never does.</summary>
internal enum AddressChange
{
    None,
    SameServer,
    OtherServer,
}
