using System.Buffers;

namespace SchemaSdk.CompilerServices;

public ref partial struct JsonCheck
{
    private static readonly SearchValues<byte> UriBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;="u8);

    private static readonly SearchValues<byte> HostBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."u8);

    /// <summary>
    /// Notes that the schema asks something of such a value that is not checked. Under <c>oneOf</c> the value then counts neither as one of
    /// two that fit nor as one that does not.
    /// </summary>
    /// <param name="types">Of values of which types; of any by default.</param>
    public void Unsure(JsonTypes types = (JsonTypes)byte.MaxValue) => Trial.IsUnsure |= (Kinds[(int)Reader.TokenType] & (byte)types) != 0;

    /// <summary>The schema asks for a URI, which is not checked. But some strings certainly are one.</summary>
    public void UnsureUri() => Trial.IsUnsure |= IsText && !IsPlainUrl(Reader.ValueSpan);

    /// <summary>Returns true for a common form of address: http or https, a host name, and nothing that has to be escaped.</summary>
    private static bool IsPlainUrl(ReadOnlySpan<byte> text)
    {
        var start = text.StartsWith("https://"u8) ? 8 : text.StartsWith("http://"u8) ? 7 : text.Length;
        var rest = text[start..];
        var host = rest.IndexOfAnyExcept(HostBytes);
        return rest.Length > 0 && host != 0 && rest[0] is not ((byte)'.' or (byte)'-')
            && (host < 0 || rest[host] is (byte)'/' or (byte)'?')
            && rest.IndexOfAnyExcept(UriBytes) < 0;
    }
}
