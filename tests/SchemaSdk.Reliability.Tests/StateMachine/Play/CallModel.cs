using System.Text.Json;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>A model with one job, whose id identifies the requests of the job.</summary>
internal sealed class CallModel(ModelClient client, string id) : ModelEndpoint<string, JsonElement>(client)
{
    public override ModelInfo Info { get; } = new CallModelInfo(id);

    protected internal override void WriteInput(Utf8JsonWriter writer, string input) => writer.WriteStringValue(input);

    protected internal override JsonElement ReadOutput(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);

    private sealed class CallModelInfo(string id) : ModelInfo
    {
        public override string Id => id;

        public override Type InputType => typeof(string);

        public override Type OutputType => typeof(JsonElement);

        public override string InputSchema => "{}";

        public override string? OutputSchema => null;

        public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => [];
    }
}
