using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.AspNetCore;
using SchemaSdk.Durable.Workers;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps an endpoint for callbacks of a model service.</summary>
public static class ModelCallbackEndpointExtensions
{
    /// <summary>
    /// Receives callbacks by POST for the jobs of <c>AddModelJobs</c>. A callback is only a hint: its sender gets 202, and then the job's
    /// status is read from the service. The status of one job is read at most once every ten seconds. A callback whose request id is not in
    /// the ledger causes no read, unless its address has a proof for the key of an unknown job (<see cref="ModelCallbackOptions.Proof"/>).
    /// </summary>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">
    /// The route pattern, such as <c>/callbacks/{key?}</c>. The value <c>key</c>, in the path or in the query, is the key of the job.
    /// </param>
    /// <param name="configure">Sets options.</param>
    /// <returns>A builder for the endpoint's name, hosts and rate limits. By default, the endpoint needs no authorization.</returns>
    /// <remarks>
    /// 202: the callback was accepted. 400: the body has no request id, or the address has an invalid key. 401: the signature is invalid
    /// or too old. 413: the body is too large. 503: too many signatures are being checked, too many callbacks are waiting, the public keys
    /// of the service cannot be read, or the host is stopping; the sender can send the callback again. Every callback fails with an
    /// <see cref="InvalidOperationException"/> if the client has no token to read jobs with, if the service signs callbacks with a secret
    /// but <see cref="ModelCallbackOptions.Secrets"/> is empty, or if the secrets or the address of the keys do not fit the service.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="pattern"/> is null.</exception>
    /// <exception cref="ArgumentException">A secret has an invalid form, or both a secret and a signature are set.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
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
            throw new InvalidOperationException("Callbacks need a job ledger. Call services.AddModelJobs.");
        }

        // Created on the first callback, because the ledger is opened only when the host starts.
        var endpoint = new Lazy<ModelCallbackEndpoint>(() => Make(services, options));
        var mapped = endpoints.MapPost(pattern, (RequestDelegate)(context => endpoint.Value.AnswerAsync(context)));

        // The service could not satisfy an authorization policy of the whole application. A policy of this endpoint still applies.
        mapped.Finally(static builder =>
        {
            if (!builder.Metadata.OfType<IAuthorizeData>().Any())
            {
                builder.Metadata.Add(new AllowAnonymousAttribute());
            }
        });
        return mapped;
    }

    private static ModelCallbackEndpoint Make(IServiceProvider services, ModelCallbackOptions options)
    {
        var jobs = services.GetRequiredService<IModelJobs>();
        if (!jobs.Client.HasToken)
        {
            throw new InvalidOperationException(
                $"The callback endpoint reads jobs from the service, but the client {jobs.Client.GetType().Name} has no token. Set "
                + "ModelClientOptions.ApiToken or TokenProvider in each process that receives callbacks.");
        }

        var (time, log) = (
            jobs.Ledger.Options.TimeProvider, services.GetRequiredService<ILoggerFactory>().CreateLogger("SchemaSdk.ModelCallbacks"));
        var queue = new CallbackQueue(
            jobs,
            options.MaxWaiting,
            services.GetRequiredService<IOptions<ModelJobsOptions>>().Value.HintInterval,
            log,
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var signature = options.Signature ?? ServiceSignature.Of(ModelJobsParts.ServiceOf(jobs.Client), options, time);
        return new ModelCallbackEndpoint(jobs.Client, options, signature, time, queue, log);
    }
}
