using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk;

/// <summary>
/// Puts into the address of a callback the proof that it was made for one key: a callback there can settle the job of that key if it is
/// unknown, and no other one.
/// </summary>
/// <remarks>
/// A signature does not do it, since it covers the body and not the address. Whoever has such an address can settle its job with the id
/// of any request that runs the same model, so that only the service is given it. It is safe for use by many threads.
/// </remarks>
public sealed class CallbackProof
{
    internal const string QueryName = "proof";

    private const int LeastBytes = 16;

    private readonly byte[] _secret;

    /// <summary>Makes and checks proofs under a secret of the application.</summary>
    /// <param name="secret">At least 16 random bytes, the same in every process that makes addresses or takes callbacks.</param>
    /// <exception cref="ArgumentException">The secret is shorter.</exception>
    public CallbackProof(ReadOnlySpan<byte> secret) => _secret = secret.Length >= LeastBytes
        ? secret.ToArray()
        : throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture, $"The secret has {secret.Length} bytes: give at least {LeastBytes} random ones."),
            nameof(secret));

    /// <summary>Returns the address at which the service has to report the job of a key.</summary>
    /// <param name="callbacks">The address of the endpoint without a key, such as <c>https://shop.example/callbacks</c>.</param>
    /// <param name="key">The key of the job.</param>
    /// <returns>The address with <c>key</c> and <c>proof</c> in its query.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callbacks"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty, or the address is not absolute.</exception>
    public Uri AddressOf(Uri callbacks, string key)
    {
        ArgumentNullException.ThrowIfNull(callbacks);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!callbacks.IsAbsoluteUri)
        {
            throw new ArgumentException($"The address '{callbacks}' is not absolute: begin it with https://.", nameof(callbacks));
        }

        var before = callbacks.Query.Length > 1 ? callbacks.Query + "&" : "?";
        var proof = Convert.ToHexString(ProofOf(key));
        return new UriBuilder(callbacks) { Query = $"{before}key={Uri.EscapeDataString(key)}&{QueryName}={proof}" }.Uri;
    }

    /// <summary>Returns true if a proof was made for this key, in a time that does not depend on where it differs.</summary>
    internal bool IsOf(string key, string? proof)
    {
        // Everybody may know its length.
        if (proof?.Length != 2 * HMACSHA256.HashSizeInBytes || !proof.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(proof), ProofOf(key));
    }

    private byte[] ProofOf(string key) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(key));
}
