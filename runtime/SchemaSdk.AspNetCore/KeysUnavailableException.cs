namespace SchemaSdk.AspNetCore;

/// <summary>The public keys of the service could not be read, so a callback can be neither accepted nor refused.</summary>
internal sealed class KeysUnavailableException(Uri address, Exception? cause)
    : Exception($"The public keys at {address} could not be read.", cause);
