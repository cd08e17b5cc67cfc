using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tool.Calling;

/// <summary>Calls a model with a JSON input, in which a value can be a local file.</summary>
internal sealed class CallableEndpoint(ModelClient client, CallableModel model) : ModelEndpoint<JsonNode, JsonElement>(client)
{
    public override ModelInfo Info => model;

    protected internal override void WriteInput(Utf8JsonWriter writer, JsonNode input) => InputJson.Write(writer, input);

    protected internal override JsonElement ReadOutput(ref Utf8JsonReader reader) => RawJson.Parse(ref reader);
}
