using Microsoft.AspNetCore.Http;

namespace SchemaSdk;

/// <summary>Says whether a callback was written by whoever has a secret or a private key.</summary>
/// <remarks>Implementations are safe for use by many threads. A callback without a valid signature is answered with 401.</remarks>
public abstract class CallbackSignature
{
    /// <summary>
    /// Checks the signatures of Standard Webhooks (www.standardwebhooks.com): <c>webhook-id</c>, <c>webhook-timestamp</c> and
    /// <c>webhook-signature</c> with <c>v1,</c> and HMAC-SHA256 in Base64.
    /// </summary>
    /// <param name="secret">The secret, <c>whsec_</c> and Base64, as the service shows it.</param>
    /// <exception cref="ArgumentException">The secret is not of that form.</exception>
    public static CallbackSignature StandardWebhooks(string secret) => HmacCallbackSignature.Standard(secret);

    /// <summary>
    /// Checks the same with another secret, version or digits: <c>webhook-signature</c> with the version, a comma and HMAC-SHA256.
    /// </summary>
    /// <param name="key">The bytes of the key.</param>
    /// <param name="version">What stands before the comma, such as <c>v3</c>.</param>
    /// <param name="isHexadecimal">True if the signature is written in hexadecimal digits; false for Base64.</param>
    /// <exception cref="ArgumentException">An argument is empty.</exception>
    public static CallbackSignature Hmac(ReadOnlySpan<byte> key, string version, bool isHexadecimal) =>
        new HmacCallbackSignature(key.ToArray(), version, isHexadecimal);

    /// <summary>Checks Ed25519 signatures (RFC 8032).</summary>
    /// <param name="scheme">Where a callback has its signature, and what is signed.</param>
    /// <param name="publicKeys">
    /// Gives the public keys of the service, 32 bytes each, of which one has to fit. It is asked at each callback, and keeps what it gives.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static CallbackSignature Ed25519(
        Func<IHeaderDictionary, ReadOnlyMemory<byte>, SignedCallback?> scheme,
        Func<CancellationToken, ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>>> publicKeys) =>
        new Ed25519CallbackSignature(
            scheme ?? throw new ArgumentNullException(nameof(scheme)),
            publicKeys ?? throw new ArgumentNullException(nameof(publicKeys)));

    /// <summary>Returns true if the signature of a callback is valid, and not too old to be a copy that somebody kept.</summary>
    /// <param name="headers">The headers of the callback, as somebody sent them.</param>
    /// <param name="body">Its body.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far its own time may be from that.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    public abstract ValueTask<bool> IsValidAsync(
        IHeaderDictionary headers,
        ReadOnlyMemory<byte> body,
        DateTimeOffset now,
        TimeSpan tolerance,
        CancellationToken cancellationToken);

    /// <summary>
    /// Returns the bytes of a callback that its signature covers: those that somebody who kept a copy of it cannot change. A copy that
    /// comes within the tolerance is answered as the first one, and ignored. They must have the time that is signed, since two
    /// callbacks may have the same body. Default: null, so that nothing is remembered.
    /// </summary>
    /// <param name="headers">The headers of a callback whose signature is valid.</param>
    /// <param name="body">Its body.</param>
    public virtual ReadOnlyMemory<byte>? SignedPartOf(IHeaderDictionary headers, ReadOnlyMemory<byte> body) => null;

    /// <summary>Returns true if a time in seconds since 1970, as a header has it, is near enough to now.</summary>
    internal static bool IsFresh(string? seconds, DateTimeOffset now, TimeSpan tolerance) =>
        long.TryParse(seconds, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var time)
        && time <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && (now - DateTimeOffset.FromUnixTimeSeconds(time)).Duration() <= tolerance;
}
