using SchemaSdk.Extensions.AI.Inputs;
using SchemaSdk.Extensions.AI.Schemas;
using SchemaSdk.Submitting;

namespace SchemaSdk.Extensions.AI.Calls;

/// <summary>A model that is called through a Microsoft.Extensions.AI interface.</summary>
internal sealed class AdaptedModel<TInput, TOutput>
{
    private readonly Lazy<InputSchema> _schema;

    /// <exception cref="InvalidOperationException">The endpoint was created without a client.</exception>
    internal AdaptedModel(ModelEndpoint<TInput, TOutput> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (Model, Endpoint, _schema) = (model, new(model), new(() => new InputSchema(model.Info)));
    }

    internal ModelEndpoint<TInput, TOutput> Model { get; }

    internal AdaptedEndpoint<TInput, TOutput> Endpoint { get; }

    internal ModelClient Client => Model.Owner;

    internal string Service => Client.Parts.Access.Settings.Service.Names.Name;

    /// <summary>The name of the service in lower case, as in telemetry.</summary>
    internal string Provider => Service.ToLowerInvariant();

    internal Uri Address => Client.Parts.Access.Settings.BaseAddress;

    /// <summary>Starts to map options to an input. The mapping adds to the application's own input, or to an empty input.</summary>
    /// <param name="own">The input that RawRepresentationFactory returned; null if the options have no such factory.</param>
    /// <exception cref="ModelInputException">RawRepresentationFactory did not return an input of the model.</exception>
    internal InputMapping Begin(object? own) => new(_schema.Value, own switch
    {
        null => new MappedInput(new JsonObject()),
        TInput input => new MappedInput(WrittenInput.Of(input, Model.WriteInput)),
        _ => throw new ModelInputException(
            $"RawRepresentationFactory returned {own.GetType().Name}, but {Model.ModelId} takes {typeof(TInput).Name}. Nothing was "
            + "sent.")
        {
            ModelId = Model.ModelId,
        },
    });

    internal async Task<Finished<TOutput>> RunAsync(AdaptedInput<TInput> input, RunOptions options, CancellationToken cancellationToken) =>
        Finished<TOutput>.Of(await Endpoint.RunAsync(input, options, cancellationToken).ConfigureAwait(false), input.Mapped);

    /// <summary>
    /// Implements <c>GetService</c>. Returns the first of these objects that has the requested type: the adapter, the metadata, the model,
    /// the information about the model, and the client.
    /// </summary>
    internal object? Find(object adapter, object? metadata, Type type, object? key)
    {
        ArgumentNullException.ThrowIfNull(type);
        return key is not null ? null
            : type.IsInstanceOfType(adapter) ? adapter
            : type.IsInstanceOfType(metadata) ? metadata
            : type.IsInstanceOfType(Model) ? Model
            : type.IsInstanceOfType(Model.Info) ? Model.Info
            : type.IsInstanceOfType(Client) ? Client
            : null;
    }
}
