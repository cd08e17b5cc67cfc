using System.Collections.Concurrent;
using SchemaSdk.Services;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>Clients that read a job's price and its output files for a recording. Thread-safe.</summary>
/// <param name="inner">Sends the requests.</param>
/// <param name="options">The options of the recording.</param>
internal sealed class RecordingClients(HttpMessageHandler inner, ModelRecordingOptions options) : IDisposable
{
    /// <summary>
    /// The maximum size in bytes of a file that is read. If a file is larger than <see cref="ModelRecordingOptions.MaxFileBytes"/>, it is
    /// read only to determine its hash, size and media type.
    /// </summary>
    public const long MostFileBytes = 1L << 30;

    private readonly ConcurrentDictionary<(ServiceProfile, Uri, string Token, string Hosts), Reader> _clients = new();
    private readonly HttpClient _http = new(new DeclaredTypes(inner), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Returns a client that reads files. Such a client needs no token.</summary>
    /// <param name="service">The service.</param>
    /// <param name="baseAddress">The base address of the client whose jobs are recorded.</param>
    /// <param name="hosts">The hosts from which that client downloads files.</param>
    public ModelClient Of(ServiceProfile service, Uri baseAddress, IReadOnlyList<string> hosts) =>
        Of(service, baseAddress, "", string.Join(' ', hosts));

    /// <summary>Returns a client that reads prices.</summary>
    /// <param name="service">The service.</param>
    /// <param name="baseAddress">The base address of the client whose jobs are recorded.</param>
    /// <param name="token">The token of that client.</param>
    public ModelClient Of(ServiceProfile service, Uri baseAddress, string token) => Of(service, baseAddress, token, hosts: "");

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _http.Dispose();
    }

    private Reader Of(ServiceProfile service, Uri baseAddress, string token, string hosts) =>
        _clients.GetOrAdd((service, baseAddress, token, hosts), key =>
        {
            var settings = new ModelClientOptions
            {
                BaseAddress = key.Item2,
                ApiToken = key.Token,
                TimeProvider = options.TimeProvider,
                Downloads = { MaxBytes = MostFileBytes },
            };
            foreach (var host in key.Hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                settings.Downloads.AllowedHosts.Add(host);
            }

            return new Reader(ModelService.Of(key.Item1), _http, settings);
        });

    private sealed class Reader(ModelService service, HttpClient http, ModelClientOptions options) : ModelClient(service, http, options)
    {
        protected override ModelInfo? FindModel(string modelId) => null;
    }
}
