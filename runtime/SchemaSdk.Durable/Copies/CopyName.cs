using SchemaSdk.Files;

namespace SchemaSdk.Durable.Copies;

/// <summary>The text that replaces a copied file in a kept input.</summary>
/// <param name="MediaType">The media type with which the file is sent.</param>
/// <param name="Hash">The SHA-256 of its content, in lower-case hexadecimal digits.</param>
internal sealed record CopyName(string MediaType, string Hash)
{
    private const string Prefix = "schemasdk-file:";
    private const string Middle = ";sha256=";
    private const int HashDigits = 64;

    /// <summary>The start of each copy name in JSON.</summary>
    // JSON writers escape no character of the prefix.
    internal static ReadOnlySpan<byte> Start => "\"schemasdk-file:"u8;

    /// <summary>Parses a copy name. Returns null if the text is not a copy name.</summary>
    // The hash becomes a file name, so a text without a valid hash is treated as the caller's own text.
    internal static CopyName? Of(string? text)
    {
        if (text?.StartsWith(Prefix, StringComparison.Ordinal) != true)
        {
            return null;
        }

        var end = text.LastIndexOf(Middle, StringComparison.Ordinal);
        if (end <= Prefix.Length || text.Length - end - Middle.Length != HashDigits
            || text.AsSpan(end + Middle.Length).ContainsAnyExcept("0123456789abcdef"))
        {
            return null;
        }

        try
        {
            return new CopyName(MediaTypes.Check(text[Prefix.Length..end]), text[(end + Middle.Length)..]);
        }
        catch (ArgumentException)
        {
            // This class always writes a valid media type, so it did not write this text.
            return null;
        }
    }

    public override string ToString() => Prefix + MediaType + Middle + Hash;

    /// <summary>Returns true if an input contains the name of a copy.</summary>
    internal static bool IsIn(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.Object => input.EnumerateObject().Any(static property => IsIn(property.Value)),
        JsonValueKind.Array => input.EnumerateArray().Any(IsIn),
        JsonValueKind.String => Of(input.GetString()) is not null,
        _ => false,
    };
}
