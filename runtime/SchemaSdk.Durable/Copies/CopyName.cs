namespace SchemaSdk.Durable.Copies;

/// <summary>The text that stands for a copied file in an input that the ledger keeps.</summary>
/// <param name="MediaType">The media type with which the file is sent.</param>
/// <param name="Hash">The SHA-256 of the file's content, in lower-case hexadecimal digits.</param>
internal sealed partial record CopyName(string MediaType, string Hash)
{
    /// <summary>The start of each copy name in JSON.</summary>
    // A search of raw JSON finds this start in any copy name, because JSON writers escape none of its characters.
    internal static ReadOnlySpan<byte> Start => "\"schemasdk-file:"u8;

    /// <summary>Parses a copy name. Returns null if the string is not a copy name.</summary>
    // Accepts only a valid hash, because the hash becomes a file name. Any other string is ordinary text from the caller.
    internal static CopyName? Of(string? text)
    {
        try
        {
            return Form().Match(text ?? "") is { Success: true, Groups: var parts }
                ? new(MediaTypes.Check(parts[1].Value), parts[2].Value) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public override string ToString() => $"schemasdk-file:{MediaType};sha256={Hash}";

    internal static bool IsIn(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.Object => input.EnumerateObject().Any(static property => IsIn(property.Value)),
        JsonValueKind.Array => input.EnumerateArray().Any(IsIn),
        JsonValueKind.String => Of(input.GetString()) is not null,
        _ => false,
    };

    [GeneratedRegex(@"\Aschemasdk-file:(.+);sha256=([0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
