using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using SchemaSdk.Services;

namespace SchemaSdk.AspNetCore;

/// <summary>Composes the string that a service signs.</summary>
internal static class SignedText
{
    // A service sends each header exactly once. Returns null for any other request.
    internal static byte[]? Of(CallbackScheme scheme, IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        var text = new StringBuilder();
        foreach (var name in scheme.IdHeaders.Append(scheme.TimestampHeader))
        {
            if (headers[name] is not { Count: 1 } values)
            {
                return null;
            }

            text.Append(values[0]).Append(scheme.Separator);
        }

        var start = Encoding.UTF8.GetBytes(text.ToString());
        return scheme.SignsHash
            ? [.. start, .. Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(body.Span)).ToLowerInvariant())]
            : [.. start, .. body.Span];
    }
}
