using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: an endpoint whose output has a generated type.</summary>
/// <typeparam name="TInput">The type of the model's input.</typeparam>
/// <typeparam name="TOutput">The type of the model's output.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OutputEndpoint<TInput, TOutput> : ModelEndpoint<TInput, TOutput>
    where TOutput : IModelValue<TOutput>
{
    /// <summary>Creates an endpoint without a client, for tests that override its members.</summary>
    protected OutputEndpoint()
    {
    }

    /// <summary>Creates an endpoint that calls the service through a client.</summary>
    /// <param name="client">The client.</param>
    protected OutputEndpoint(ModelClient client)
        : base(client)
    {
    }

    /// <inheritdoc />
    protected internal override TOutput ReadOutput(ref Utf8JsonReader reader) => TOutput.Read(ref reader);
}
