using System.Text.Json;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>A model that runs only one job, so that the model's id identifies the job's requests.</summary>
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
