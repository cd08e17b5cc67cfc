using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: an endpoint whose output is a generated type.</summary>
/// <typeparam name="TInput">The input of the model.</typeparam>
/// <typeparam name="TOutput">The output of the model.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OutputEndpoint<TInput, TOutput> : ModelEndpoint<TInput, TOutput>
    where TOutput : IModelValue<TOutput>
{
    /// <summary>For tests: an endpoint without a client, whose members are overridden.</summary>
    protected OutputEndpoint()
    {
    }

    /// <summary>Creates an endpoint of a client.</summary>
    /// <param name="client">The client.</param>
    protected OutputEndpoint(ModelClient client)
        : base(client)
    {
    }

    /// <inheritdoc />
    protected internal override TOutput ReadOutput(ref Utf8JsonReader reader) => TOutput.Read(ref reader);
}
