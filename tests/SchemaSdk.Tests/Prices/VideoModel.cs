namespace SchemaSdk.Tests.Prices;

/// <summary>A model whose input is only a duration.</summary>
internal sealed class VideoModel(ModelClient client) : ModelEndpoint<int, JsonElement>(client)
{
    public override ModelInfo Info { get; } = new OpenInfo("acme/video");

    protected internal override void WriteInput(Utf8JsonWriter writer, int input)
    {
        writer.WriteStartObject();
        writer.WriteNumber("duration"u8, input);
        writer.WriteEndObject();
    }

    protected internal override JsonElement ReadOutput(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);
}
