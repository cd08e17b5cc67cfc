namespace SchemaSdk.Services;

/// <summary>Tells whether a caller's <see cref="HttpClient"/> followed a redirect; our own never does.</summary>
internal enum AddressChange
{
    None,
    SameServer,
    OtherServer,
}
