namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>A model with no generated code, only the JSON of its schemas. Its inputs are checked only by the emulator.</summary>
internal sealed class SchemaInfo(
    string id, string inputSchema, string? outputSchema = null, params KeyValuePair<string, string>[] references) : ModelInfo
{
    public string? Patch { get; init; }

    public override string Id => id;

    public override Type InputType => typeof(JsonElement);

    public override Type OutputType => typeof(JsonElement);

    public override string InputSchema => inputSchema;

    public override string? InputPatch => Patch;

    public override string? OutputSchema => outputSchema;

    public override IReadOnlyList<KeyValuePair<string, string>> References => references;

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => [];

    public ModelEndpoint<JsonElement, JsonElement> Of(ModelClient client) => new Endpoint(this, client);

    private sealed class Endpoint(SchemaInfo info, ModelClient client) : ModelEndpoint<JsonElement, JsonElement>(client)
    {
        public override ModelInfo Info => info;

        protected override void WriteInput(Utf8JsonWriter writer, JsonElement input) => input.WriteTo(writer);

        protected override JsonElement ReadOutput(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);
    }
}
