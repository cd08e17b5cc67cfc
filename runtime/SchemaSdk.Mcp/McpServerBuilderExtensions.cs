using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using SchemaSdk.Mcp;

namespace SchemaSdk;

/// <summary>Offers the models of a client to agents.</summary>
public static class McpServerBuilderExtensions
{
    /// <summary>
    /// Adds the tools <c>search_models</c>, <c>get_model</c>, <c>quote</c>, <c>run</c>, <c>job</c>, <c>list_jobs</c>, <c>cancel</c> and
    /// <c>budget</c> for the models of a client. The client must be registered and have a ledger. The client is created on the
    /// first call, so a missing ledger, or a missing <see cref="JobLedgerOptions.InputFolder"/>, is reported only then.
    /// </summary>
    /// <typeparam name="TClient">A generated client, such as <c>RunComfyClient</c>.</typeparam>
    /// <param name="builder">The server.</param>
    /// <param name="configure">Changes what agents may do; null for the defaults, with which a person confirms every run.</param>
    /// <exception cref="ArgumentException"><typeparamref name="TClient"/> has no models, so it is not a generated client.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An amount in the options is out of range.</exception>
    /// <exception cref="InvalidOperationException">The server already has the models of a client. Call this method only once.</exception>
    public static IMcpServerBuilder WithModels<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TClient>(
        this IMcpServerBuilder builder, Action<ModelToolsOptions>? configure = null)
        where TClient : ModelClient
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(static service => service.ServiceType == typeof(ModelToolServer)))
        {
            throw new InvalidOperationException(
                $"The server already offers a client's models, so it cannot also offer those of {typeof(TClient).Name}. Call WithModels "
                + "once, and use another server for another client.");
        }

        var options = new ModelToolsOptions();
        configure?.Invoke(options);
        options.Check();
        var models = typeof(TClient).GetProperty("Models", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
            as IReadOnlyList<ModelInfo> ?? throw new ArgumentException(
                $"{typeof(TClient).Name} has no static property Models. Use a client that SchemaSdk generated.", nameof(TClient));
        builder.Services.AddSingleton(services => new ModelToolServer(
            services.GetRequiredService<TClient>, models, options, services.GetService<TimeProvider>() ?? TimeProvider.System));
        builder.Services.AddOptions<McpServerOptions>().Configure<ModelToolServer>(static (made, server) => server.AddTo(made));
        return builder;
    }
}
