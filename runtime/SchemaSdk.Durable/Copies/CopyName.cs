namespace SchemaSdk.Durable.Copies;

/// <summary>The text that stands for a copied file in an input that the ledger keeps.</summary>
/// <param name="MediaType">The media type with which the file is sent.</param>
/// <param name="Hash">The SHA-256 of the file's content, in lower-case hexadecimal digits.</param>
internal sealed partial record CopyName(string MediaType, string Hash)
{
    // JSON writers escape none of these characters, so a search of raw JSON finds them.
    internal static ReadOnlySpan<byte> Start => "\"schemasdk-file:"u8;

    // Accepts only a valid hash, because the hash becomes a file name.
    internal static CopyName? Of(string? text) =>
        Form().Match(text ?? "") is { Success: true, Groups: var parts } ? new(parts[1].Value, parts[2].Value) : null;

    public override string ToString() => $"schemasdk-file:{MediaType};sha256={Hash}";

    internal static bool IsIn(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.Object => input.EnumerateObject().Any(static property => IsIn(property.Value)),
        JsonValueKind.Array => input.EnumerateArray().Any(IsIn),
        JsonValueKind.String => Of(input.GetString()) is not null,
        _ => false,
    };

    // Media types as MediaTypes.Check returns them: lower-case names of RFC 6838, up to 100 characters.
    [GeneratedRegex(@"\Aschemasdk-file:(?=.{1,100};)([a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+);sha256=([0-9a-f]{64})\z")]
    private static partial Regex Form();
}
