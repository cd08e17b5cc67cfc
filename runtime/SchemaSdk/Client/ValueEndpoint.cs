using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: an endpoint whose input and output have generated types.</summary>
/// <typeparam name="TInput">The type of the model's input.</typeparam>
/// <typeparam name="TOutput">The type of the model's output.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueEndpoint<TInput, TOutput> : OutputEndpoint<TInput, TOutput>
    where TInput : IModelValue<TInput>
    where TOutput : IModelValue<TOutput>
{
    /// <summary>Creates an endpoint without a client, for tests that override its members.</summary>
    protected ValueEndpoint()
    {
    }

    /// <summary>Creates an endpoint that calls the service through a client.</summary>
    /// <param name="client">The client.</param>
    protected ValueEndpoint(ModelClient client)
        : base(client)
    {
    }

    /// <inheritdoc />
    protected internal override void WriteInput(Utf8JsonWriter writer, TInput input) => TInput.Write(writer, input);
}
