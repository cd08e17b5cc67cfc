namespace SchemaSdk.Extensions.AI.Speech;

/// <summary>Finds the text in the output of a model that transcribes speech.</summary>
internal static class SpokenText
{
    private static readonly string[] Members = ["text", "transcription", "transcript", "output", "result"];

    internal static string? In(JsonElement output)
    {
        // The text can be nested, as in {"output": {"text": "Hello"}}, so up to five levels are searched.
        for (var level = 0; level < 5; level++)
        {
            switch (output.ValueKind)
            {
                case JsonValueKind.String:
                    return output.GetString();
                case JsonValueKind.Array when output.GetArrayLength() > 0
                    && output.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String):
                    return string.Concat(output.EnumerateArray().Select(static item => item.GetString()));
                case JsonValueKind.Object when Array.Find(Members, name => Has(output, name)) is { } member:
                    output = output.GetProperty(member);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    // A model can put its text in one member and null in the others.
    private static bool Has(JsonElement output, string name) =>
        output.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
