using System.Text.Json;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>A model that consists of the JSON of its schemas. Only the emulator checks its inputs.</summary>
internal sealed class SchemaInfo(
    string id, string inputSchema, string? outputSchema = null, params KeyValuePair<string, string>[] references) : ModelInfo
{
    public override string Id => id;

    public override Type InputType => typeof(JsonElement);

    public override Type OutputType => typeof(JsonElement);

    public override string InputSchema => inputSchema;

    public override string? OutputSchema => outputSchema;

    public override IReadOnlyList<KeyValuePair<string, string>> References => references;

    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => [];

    /// <summary>Returns the model as an endpoint of a client.</summary>
    public ModelEndpoint<JsonElement, JsonElement> Of(ModelClient client) => new Endpoint(this, client);

    private sealed class Endpoint(SchemaInfo info, ModelClient client) : ModelEndpoint<JsonElement, JsonElement>(client)
    {
        public override ModelInfo Info => info;

        protected override void WriteInput(Utf8JsonWriter writer, JsonElement input) => input.WriteTo(writer);

        protected override JsonElement ReadOutput(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);
    }
}
