using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: an endpoint whose input and output are generated types.</summary>
/// <typeparam name="TInput">What the model takes.</typeparam>
/// <typeparam name="TOutput">What the model returns.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueEndpoint<TInput, TOutput> : OutputEndpoint<TInput, TOutput>
    where TInput : IModelValue<TInput>
    where TOutput : IModelValue<TOutput>
{
    private bool? _isOwn;

    /// <summary>For tests: an endpoint without a client, whose members are overridden.</summary>
    protected ValueEndpoint()
    {
    }

    /// <summary>Makes an endpoint of a client.</summary>
    /// <param name="client">The client.</param>
    protected ValueEndpoint(ModelClient client)
        : base(client)
    {
    }

    /// <inheritdoc />
    protected internal override void WriteInput(Utf8JsonWriter writer, TInput input) => TInput.Write(writer, input);

    private delegate TOutput ReaderParser(ref Utf8JsonReader reader);

    /// <inheritdoc />
    internal override TOutput ReadWhole(ReadOnlyMemory<byte> output)
    {
        // A class that derives from this one may read outputs in its own way.
        if (!(_isOwn ??= (ReaderParser)base.ReadOutput == ReadOutput))
        {
            return base.ReadWhole(output);
        }

        var cursor = new JsonCursor(new LastingText(output));
        return TOutput.Read(ref cursor);
    }
}
