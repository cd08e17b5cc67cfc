namespace SchemaSdk.Services;

/// <summary>Whether a caller's <see cref="HttpClient"/> followed a redirect, and where to. The client's own never does.</summary>
internal enum AddressChange
{
    None,
    SameServer,
    OtherServer,
}
