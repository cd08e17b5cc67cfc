using SchemaSdk.CompilerServices;
using SchemaSdk.Extensions.AI.Inputs;

namespace SchemaSdk.Extensions.AI.Calls;

/// <summary>Calls a model with an input that the application made or that was mapped from options. Keeps the JSON of the output.</summary>
internal sealed class AdaptedEndpoint<TInput, TOutput>(ModelEndpoint<TInput, TOutput> model)
    : ModelEndpoint<AdaptedInput<TInput>, AdaptedOutput<TOutput>>(model.Owner)
{
    public override ModelInfo Info => model.Info;

    protected internal override void WriteInput(Utf8JsonWriter writer, AdaptedInput<TInput> input)
    {
        if (input.Mapped is { } mapped)
        {
            mapped.Write(writer);
        }
        else
        {
            model.WriteInput(writer, input.Own!);
        }
    }

    protected internal override AdaptedOutput<TOutput> ReadOutput(ref Utf8JsonReader reader)
    {
        var copy = reader;
        var json = RawJson.Parse(ref copy);
        return new(model.ReadOutput(ref reader), json);
    }
}
