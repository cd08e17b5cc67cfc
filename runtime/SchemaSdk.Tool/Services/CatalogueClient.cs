using SchemaSdk.Client.Settings;
using SchemaSdk.Services;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Services;

/// <summary>A client for the catalogue and for models that are known only at run time.</summary>
internal sealed class CatalogueClient : ModelClient
{
    private CatalogueClient(ServiceProfile profile, HttpClient? http, ModelClientOptions options, ModelEnvironment environment)
        : base(profile, http, options, environment)
    {
    }

    internal ServiceProfile Profile => Parts.Access.Settings.Service;

    /// <summary>The address of the service in the form that the lock file records.</summary>
    internal string Source => Parts.Access.Settings.BaseAddress.AbsoluteUri;

    /// <summary>Returns the default address of a service in the form that the lock file records.</summary>
    internal static string UsualSourceOf(ServiceProfile profile) => new Uri(profile.Defaults.Address).AbsoluteUri;

    /// <param name="service">The service.</param>
    /// <param name="host">Gives access to the environment variables, among them the token, and to the network.</param>
    /// <param name="stop">Cancels the lookup of the host name.</param>
    /// <param name="configure">Changes the options of the client; null to keep the defaults.</param>
    /// <exception cref="ToolException">The token or the address is invalid, or the host name cannot be resolved.</exception>
    internal static async Task<CatalogueClient> OpenAsync(
        ChosenService service, ToolHost host, CancellationToken stop, Action<ModelClientOptions>? configure = null)
    {
        var client = Make(service, host, configure);
        try
        {
            await ServiceName.ResolveAsync(client.Parts.Access.Settings.BaseAddress, host, stop).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Creates a client without using the network.</summary>
    internal static CatalogueClient Make(ChosenService service, ToolHost host, Action<ModelClientOptions>? configure = null)
    {
        var options = new ModelClientOptions { BaseAddress = service.Address, TimeProvider = host.Time };
        configure?.Invoke(options);
        try
        {
            return new CatalogueClient(
                service.Profile,
                host.Handler is { } handler ? new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan } : null,
                options,
                new ModelEnvironment(host.Environment));
        }
        catch (ArgumentException exception)
        {
            throw Refused(exception, "--address");
        }
    }

    /// <summary>Returns the address of a service in the form that the lock file records.</summary>
    /// <param name="profile">The service.</param>
    /// <param name="address">The address as it was typed.</param>
    /// <param name="option">The option for which it was typed; shown in error messages.</param>
    /// <exception cref="ToolException">The address is invalid.</exception>
    internal static string SourceOf(ServiceProfile profile, Uri address, string option)
    {
        try
        {
            return ServiceAddress.From(address, profile, new ModelEnvironment(static _ => null)).AbsoluteUri;
        }
        catch (ArgumentException exception)
        {
            throw Refused(exception, option);
        }
    }

    protected override ModelInfo? FindModel(string modelId) => null;

    private static ToolException Refused(ArgumentException exception, string option)
    {
        // The exception names a client option and a parameter, but a user of the tool needs the command-line option.
        var message = exception.Message
            .Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal)
            .Replace(nameof(ModelClientOptions.BaseAddress), option, StringComparison.Ordinal);
        return new ToolException(ExitCode.WrongUsage, message, exception);
    }
}
