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
}
