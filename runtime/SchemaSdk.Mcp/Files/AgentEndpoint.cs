namespace SchemaSdk.Mcp.Files;

/// <summary>Calls a model with the JSON of an agent, in which addresses of local files stand for their content.</summary>
internal sealed class AgentEndpoint(ModelClient client, ModelInfo model, InputFiles files) : ModelEndpoint<JsonElement, JsonElement>(client)
{
    public override ModelInfo Info => model;

    protected internal override void WriteInput(Utf8JsonWriter writer, JsonElement input)
    {
        switch (input.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in input.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    WriteInput(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in input.EnumerateArray())
                {
                    WriteInput(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when InputFiles.AddressIn(input) is { } address:
                ModelFile.Write(writer, ModelFile.FromPath(files.PathOf(address)));
                break;
            default:
                input.WriteTo(writer);
                break;
        }
    }

    protected internal override JsonElement ReadOutput(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);
}
