using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Takes callbacks of a model service.</summary>
public static class ModelCallbackEndpointExtensions
{
    /// <summary>
    /// Takes callbacks by POST for the jobs of <c>AddModelJobs</c>. Each is only a hint: its sender gets 202, and then one read of the job
    /// decides, at most one for each job in ten seconds. An id that the ledger does not have costs no request, unless its address has the
    /// proof that it was made for the key of an unknown job (<see cref="ModelCallbackOptions.Proof"/>).
    /// </summary>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">
    /// The address, such as <c>/callbacks/{key?}</c>: <c>key</c>, in the path or in the query, is the key of the job.
    /// </param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The endpoint, for names, hosts and limits. It needs no authorization of its own.</returns>
    /// <remarks>
    /// 202: it was taken. 400: its body names no id, or its address no possible key. 401: its signature is not valid, or not of now. 413:
    /// it is too large. 503: too many signatures are being checked, too many callbacks wait for their look, or the host stops. It was not
    /// taken, and its sender may send it again.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="pattern"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its range.</exception>
    /// <exception cref="InvalidOperationException"><c>AddModelJobs</c> was not called.</exception>
    public static IEndpointConventionBuilder MapModelCallbacks(
        this IEndpointRouteBuilder endpoints, string pattern, Action<ModelCallbackOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = new ModelCallbackOptions();
        configure?.Invoke(options);
        options.Checked();
        var services = endpoints.ServiceProvider;
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IModelJobs)) == false)
        {
            throw new InvalidOperationException("Callbacks are hints about the jobs of a ledger: call services.AddModelJobs first.");
        }

        // With the first callback: the ledger is opened when the host starts.
        var endpoint = new Lazy<ModelCallbackEndpoint>(() => Make(services, options));
        return endpoints.MapPost(pattern, (RequestDelegate)(context => endpoint.Value.AnswerAsync(context)));
    }

    private static ModelCallbackEndpoint Make(IServiceProvider services, ModelCallbackOptions options)
    {
        var jobs = services.GetRequiredService<IModelJobs>();
        var queue = new CallbackQueue(
            jobs,
            options.MaxWaiting,
            services.GetRequiredService<IOptions<ModelJobsOptions>>().Value.HintInterval,
            services.GetRequiredService<ILoggerFactory>().CreateLogger("SchemaSdk.ModelCallbacks"),
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        return new ModelCallbackEndpoint(jobs.Client, options, jobs.Ledger.Options.TimeProvider, queue);
    }
}
