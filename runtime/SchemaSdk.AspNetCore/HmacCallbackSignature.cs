using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SchemaSdk;

/// <summary>Checks HMAC signatures with a shared secret, in the headers of Standard Webhooks.</summary>
internal sealed class HmacCallbackSignature : CallbackSignature
{
    private const string Prefix = "whsec_";

    // During a secret rotation, services sign with several secrets.
    private const int MostSignatures = 16;

    private readonly byte[] _key;
    private readonly string _version;
    private readonly bool _isHexadecimal;

    internal HmacCallbackSignature(byte[] key, string version, bool isHexadecimal)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        _key = key.Length > 0 ? key : throw new ArgumentException("The key is empty.", nameof(key));
        (_version, _isHexadecimal) = (version + ",", isHexadecimal);
    }

    internal static HmacCallbackSignature Standard(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length > 0
            ? new HmacCallbackSignature(key[..length], "v1", isHexadecimal: false)
            : throw new ArgumentException("The secret is not Base64, with or without whsec_ before it.", nameof(secret));
    }

    public override ValueTask<bool> IsValidAsync(
        IHeaderDictionary headers,
        ReadOnlyMemory<byte> body,
        DateTimeOffset now,
        TimeSpan tolerance,
        CancellationToken cancellationToken) => new(IsValid(headers, body, now, tolerance));

    public override ReadOnlyMemory<byte>? SignedPartOf(IHeaderDictionary headers, ReadOnlyMemory<byte> body) =>
        (byte[])[.. BeginOf(headers), .. body.Span];

    private static byte[] BeginOf(IHeaderDictionary headers) =>
        Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.");

    private bool IsValid(IHeaderDictionary headers, ReadOnlyMemory<byte> body, DateTimeOffset now, TimeSpan tolerance)
    {
        // A service never sends these headers more than once.
        var (id, time) = (headers["webhook-id"], headers["webhook-timestamp"]);
        if (id.Count != 1 || time.Count != 1 || !IsFresh(time, now, tolerance))
        {
            return false;
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(BeginOf(headers));
        hmac.AppendData(body.Span);
        var expected = hmac.GetHashAndReset();
        var isValid = false;
        foreach (var written in headers["webhook-signature"].ToString().Split(' ', MostSignatures + 1).Take(MostSignatures))
        {
            // Compared in constant time, so that the duration does not reveal where a signature differs.
            isValid |= written.StartsWith(_version, StringComparison.Ordinal)
                && Decoded(written[_version.Length..]) is { } signature
                && CryptographicOperations.FixedTimeEquals(signature, expected);
        }

        return isValid;
    }

    private byte[]? Decoded(string text)
    {
        try
        {
            return _isHexadecimal ? Convert.FromHexString(text) : Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            // The signature is not valid.
            return null;
        }
    }
}
