using SchemaSdk.Client.Settings;
using SchemaSdk.Services;
using SchemaSdk.Services.Known;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Calling;

/// <summary>The runtime's client, for the catalogue and for models that are known at run time only.</summary>
internal sealed class CatalogueClient : ModelClient
{
    private CatalogueClient(HttpClient? http, ModelClientOptions options, ModelEnvironment environment)
        : base(KnownServices.Default, http, options, environment)
    {
    }

    /// <summary>The paths, words and limits of the service.</summary>
    internal ServiceProfile Profile => Parts.Line.Settings.Service;

    /// <summary>The address of the service, as a lock remembers it.</summary>
    internal string Source => Parts.Line.Settings.BaseAddress.AbsoluteUri;

    /// <summary>The address of the service that is asked where none is given, as a lock remembers it.</summary>
    internal static string UsualSource { get; } = new Uri(KnownServices.Default.Defaults.Address).AbsoluteUri;

    /// <param name="service">The address of the service; null for that of the environment, or else the service's own.</param>
    /// <param name="host">Has the token in its environment.</param>
    /// <param name="stop">Ends the look-up of the service's name.</param>
    /// <param name="configure">Changes the settings of the client; null for the usual ones.</param>
    /// <exception cref="ToolException">The token or the address cannot be used, or the name of the service cannot be resolved.</exception>
    internal static async Task<CatalogueClient> OpenAsync(
        Uri? service, ToolHost host, CancellationToken stop, Action<ModelClientOptions>? configure = null)
    {
        var client = Make(service, host, configure);
        try
        {
            await ServiceName.ResolveAsync(client.Parts.Line.Settings.BaseAddress, host, stop).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes a client without a look at the network.</summary>
    internal static CatalogueClient Make(Uri? service, ToolHost host, Action<ModelClientOptions>? configure = null)
    {
        var options = new ModelClientOptions { BaseAddress = service, TimeProvider = host.Time };
        configure?.Invoke(options);
        try
        {
            return new CatalogueClient(
                host.Handler is { } handler ? new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan } : null,
                options,
                new ModelEnvironment(host.Environment));
        }
        catch (ArgumentException exception)
        {
            throw Refused(exception, "--service");
        }
    }

    /// <summary>The address of a service as a lock remembers it.</summary>
    /// <param name="service">The address as it was typed.</param>
    /// <param name="option">The option that has it, for the message.</param>
    /// <exception cref="ToolException">No client would use the address.</exception>
    internal static string SourceOf(Uri service, string option)
    {
        try
        {
            return ServiceAddress.From(service, KnownServices.Default, new ModelEnvironment(static _ => null)).AbsoluteUri;
        }
        catch (ArgumentException exception)
        {
            throw Refused(exception, option);
        }
    }

    protected override ModelInfo? FindModel(string modelId) => null;

    private static ToolException Refused(ArgumentException exception, string option)
    {
        // The sentence is for who writes code: it names an option of the client, and the runtime adds the parameter.
        var message = exception.Message
            .Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal)
            .Replace(nameof(ModelClientOptions.BaseAddress), option, StringComparison.Ordinal);
        return new ToolException(ExitCode.WrongUsage, message, exception);
    }
}
