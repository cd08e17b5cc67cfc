using SchemaSdk.CompilerServices;
using SchemaSdk.Files;

namespace SchemaSdk.Mcp.Files;

/// <summary>Calls a model with JSON from an agent, in which addresses of local files stand for their content.</summary>
internal sealed class AgentEndpoint(ModelClient client, ModelInfo model, AllowedFiles files)
    : ModelEndpoint<JsonElement, JsonElement>(client)
{
    public override ModelInfo Info => model;

    protected internal override void WriteInput(Utf8JsonWriter writer, JsonElement input) =>
        JsonWithFiles.Write(writer, input, (to, text) =>
        {
            if (!AllowedFiles.IsFile(text))
            {
                return false;
            }

            ModelFile.Write(to, ModelFile.FromPath(files.PathOf(text.GetString()!)));
            return true;
        });

    protected internal override JsonElement ReadOutput(ref Utf8JsonReader reader)
    {
        var isRespelled = false;
        return Codec.Element.TryRead(ref reader, out var output, ref isRespelled) ? output
            : throw new JsonException("The output is nested too deeply to parse.");
    }
}
