using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: an endpoint whose input and output are generated types.</summary>
/// <typeparam name="TInput">The input of the model.</typeparam>
/// <typeparam name="TOutput">The output of the model.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueEndpoint<TInput, TOutput> : OutputEndpoint<TInput, TOutput>
    where TInput : IModelValue<TInput>
    where TOutput : IModelValue<TOutput>
{
    /// <summary>For tests: an endpoint without a client, whose members are overridden.</summary>
    protected ValueEndpoint()
    {
    }

    /// <summary>Creates an endpoint of a client.</summary>
    /// <param name="client">The client.</param>
    protected ValueEndpoint(ModelClient client)
        : base(client)
    {
    }

    /// <inheritdoc />
    protected internal override void WriteInput(Utf8JsonWriter writer, TInput input) => TInput.Write(writer, input);
}
