using Microsoft.AspNetCore.Http;
using SchemaSdk.Services;

namespace SchemaSdk;

/// <summary>Checks that a callback was signed with a secret or a private key of the service.</summary>
/// <remarks>Implementations must be thread-safe. A callback without a valid signature is answered with 401.</remarks>
public abstract class CallbackSignature
{
    /// <summary>
    /// Checks the signatures of Standard Webhooks (www.standardwebhooks.com). They use the headers <c>webhook-id</c>,
    /// <c>webhook-timestamp</c> and <c>webhook-signature</c>. The last one has <c>v1,</c> followed by the HMAC-SHA256 in Base64.
    /// </summary>
    /// <param name="secret">The secret as the service shows it: usually <c>whsec_</c> followed by Base64, or only Base64.</param>
    /// <exception cref="ArgumentException">The secret has neither form.</exception>
    public static CallbackSignature StandardWebhooks(string secret) =>
        HmacCallbackSignature.Of(CallbackScheme.StandardWebhooks, [secret]);

    /// <summary>
    /// Checks signatures that differ from those of Standard Webhooks only in the form of the key, the version or the encoding. The
    /// <c>webhook-signature</c> header has the version, a comma and the HMAC-SHA256.
    /// </summary>
    /// <param name="key">The bytes of the key.</param>
    /// <param name="version">The text before the comma, such as <c>v3</c>.</param>
    /// <param name="isHexadecimal">True if the signature is hexadecimal; false if it is Base64.</param>
    /// <exception cref="ArgumentException">An argument is empty.</exception>
    public static CallbackSignature Hmac(ReadOnlySpan<byte> key, string version, bool isHexadecimal) =>
        new HmacCallbackSignature(key.ToArray(), version, isHexadecimal);

    /// <summary>Checks Ed25519 signatures (RFC 8032).</summary>
    /// <param name="scheme">Returns the signature of a callback and the signed bytes.</param>
    /// <param name="publicKeys">
    /// Returns the public keys of the service, 32 bytes each. The signature must match one of them. The function is called for each
    /// callback, so it should cache the keys.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static CallbackSignature Ed25519(
        Func<IHeaderDictionary, ReadOnlyMemory<byte>, SignedCallback?> scheme,
        Func<CancellationToken, ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>>> publicKeys) =>
        new Ed25519CallbackSignature(
            scheme ?? throw new ArgumentNullException(nameof(scheme)),
            publicKeys ?? throw new ArgumentNullException(nameof(publicKeys)));

    /// <summary>Returns true if the signature of a callback is valid, and the callback's time is within the tolerance.</summary>
    /// <param name="headers">The headers of the callback. They are not trusted.</param>
    /// <param name="body">The body of the callback.</param>
    /// <param name="now">The current time.</param>
    /// <param name="tolerance">The largest allowed difference between the callback's time and the current time.</param>
    /// <param name="cancellationToken">Cancelled when the caller disconnects.</param>
    public abstract ValueTask<bool> IsValidAsync(
        IHeaderDictionary headers,
        ReadOnlyMemory<byte> body,
        DateTimeOffset now,
        TimeSpan tolerance,
        CancellationToken cancellationToken);

    /// <summary>
    /// Returns the bytes that the signature of a callback covers. They must include the signed time, because two callbacks may have the
    /// same body. An attacker cannot change these bytes, so a callback with the same bytes is a replay. A replay within the tolerance gets
    /// the same answer as the first callback, but has no effect. By default, returns null, and replays are not detected.
    /// </summary>
    /// <param name="headers">The headers of a callback whose signature is valid.</param>
    /// <param name="body">The body of the callback.</param>
    public virtual ReadOnlyMemory<byte>? SignedPartOf(IHeaderDictionary headers, ReadOnlyMemory<byte> body) => null;

    /// <summary>Returns true if the time in a header, in seconds since 1970, is within the tolerance.</summary>
    internal static bool IsFresh(string? seconds, DateTimeOffset now, TimeSpan tolerance) =>
        long.TryParse(seconds, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var time)
        && time <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && (now - DateTimeOffset.FromUnixTimeSeconds(time)).Duration() <= tolerance;
}
