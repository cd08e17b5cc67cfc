using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk;

/// <summary>
/// Adds a proof to a callback address. The proof shows which key the address was made for. A callback to that address can settle only
/// the job with that key, and only if the job is unknown.
/// </summary>
/// <remarks>
/// A signature does not prove which key an address was made for, because a signature covers the body and not the address. Anyone who has
/// an address with a proof can settle the job of that address with the id of any request for the same model (at fal, for the same app). So
/// give the address only to the service. This class is thread-safe.
/// </remarks>
public sealed class CallbackProof
{
    internal const string QueryName = "proof";

    private const int LeastBytes = 16;

    private readonly byte[] _secret;

    /// <summary>Creates an instance that adds and checks proofs with a secret of the application.</summary>
    /// <param name="secret">At least 16 random bytes, the same in every process that makes addresses or receives callbacks.</param>
    /// <exception cref="ArgumentException">The secret has fewer than 16 bytes.</exception>
    public CallbackProof(ReadOnlySpan<byte> secret) => _secret = secret.Length >= LeastBytes
        ? secret.ToArray()
        : throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture, $"The secret has {secret.Length} bytes. Use at least {LeastBytes} random bytes."),
            nameof(secret));

    /// <summary>Returns the callback address of the job with the given key.</summary>
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
            throw new ArgumentException($"The address '{callbacks}' is not absolute. Start it with https://.", nameof(callbacks));
        }

        var before = callbacks.Query.Length > 1 ? callbacks.Query + "&" : "?";
        var proof = Convert.ToHexString(ProofOf(key));
        return new UriBuilder(callbacks) { Query = $"{before}key={Uri.EscapeDataString(key)}&{QueryName}={proof}" }.Uri;
    }

    /// <summary>Returns true if the proof was made for this key. The comparison takes constant time.</summary>
    internal bool IsOf(string key, string? proof)
    {
        // This check need not take constant time, because the length of a proof is not secret.
        if (proof?.Length != 2 * HMACSHA256.HashSizeInBytes || !proof.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(proof), ProofOf(key));
    }

    private byte[] ProofOf(string key) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(key));
}
