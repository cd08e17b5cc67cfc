namespace SchemaSdk.Tests.Bench;

/// <summary>A model with a prompt as its input and JSON as its output, written like generated code.</summary>
internal class StillModel(ModelClient client) : ModelEndpoint<string, JsonElement>(client)
{
    public const string Id = "acme/still";

    public override ModelInfo Info => StillInfo.Instance;

    /// <summary>The exception that reading an output throws.</summary>
    public Exception? ReadThrows { get; set; }

    protected internal override void WriteInput(Utf8JsonWriter writer, string input)
    {
        writer.WriteStartObject();
        writer.WriteString("prompt"u8, input);
        writer.WriteEndObject();
    }

    protected internal override JsonElement ReadOutput(ref Utf8JsonReader reader) =>
        ReadThrows is null ? JsonElement.ParseValue(ref reader) : throw ReadThrows;
}

internal sealed class StillInfo() : OpenInfo(StillModel.Id)
{
    public static StillInfo Instance { get; } = new();

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) =>
        utf8Json.IndexOf("wrong"u8) < 0
            ? []
            :
            [
                new ValidationError
                {
                    JsonPointer = "/prompt",
                    Rule = "not",
                    Message = "/prompt is \"wrong\"; it must not be.",
                    Value = "\"wrong\""
                }
            ];
}
