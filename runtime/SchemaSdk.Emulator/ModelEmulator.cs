using SchemaSdk.Emulation.Folders;
using SchemaSdk.Emulation.Fronts;
using SchemaSdk.Emulation.Page;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation;

/// <summary>The model service on this machine: the same paths, bodies and status codes, made from the schemas of a client.</summary>
/// <remarks>
/// Thread-safe. It holds every job until it is disposed, and has neither timers nor threads of its own: time is the
/// <see cref="ModelEmulatorOptions.TimeProvider"/> at each request. What is not known of the service is chosen in one place and said there.
/// </remarks>
/// <example>
/// <code>
/// await using var emulator = new ModelEmulator(RunComfyClient.Models);
/// using var http = new HttpClient(emulator.CreateHandler());
/// await using var client = new RunComfyClient(http, new() { BaseAddress = emulator.Address, ApiToken = emulator.Token });
/// </code>
/// </example>
public sealed class ModelEmulator : IAsyncDisposable
{
    private readonly EmulatedService _service;
    private readonly EmulatorPage? _page;
    private KestrelFront? _front;
    private int _started;

    /// <summary>Makes a service that knows these models; nothing listens yet.</summary>
    /// <param name="models">The <c>Models</c> of a generated client. A schema is first read when its model is first called.</param>
    /// <param name="options">The behaviour of the service; null for the defaults.</param>
    /// <exception cref="ArgumentException">Two models have one id, or an option is out of its range.</exception>
    public ModelEmulator(IReadOnlyList<ModelInfo> models, ModelEmulatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        var copy = (options ?? new ModelEmulatorOptions()).CheckedCopy();
        _service = new EmulatedService(models, copy);
        _page = copy.HasPage ? new EmulatorPage(_service) : null;
    }

    /// <summary>
    /// Makes a service that knows the models of a folder with schemas, laid out as for a client: the path of a folder with an
    /// <c>input.json</c> is the id of a model. Its catalogue is that folder. Nothing listens yet.
    /// </summary>
    /// <param name="folder">The folder. Its files are read at once; later changes have no effect.</param>
    /// <param name="options">The behaviour of the service; null for the defaults.</param>
    /// <exception cref="DirectoryNotFoundException">The folder is missing.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ModelEmulator FromFolder(string folder, ModelEmulatorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new ModelEmulator(ModelFolder.Read(folder), options);
    }

    /// <summary>The address of the service and its files: <c>http://localhost/</c> until <see cref="StartAsync"/> has completed.</summary>
    public Uri Address => _service.Address;

    /// <summary>The token that requests must carry.</summary>
    public string Token => _service.Token;

    /// <summary>The number of requests that came, of every kind, including those for files and those that were refused.</summary>
    public long Requests => _service.Requests;

    /// <summary>The number of submits that were accepted. The service has no idempotency key: each of them is paid for.</summary>
    public long Bills => _service.Bills;

    /// <summary>
    /// The ids of the accepted submits, oldest first: what was paid for, whether or not a client has heard of it.
    /// </summary>
    public IReadOnlyList<string> BilledRequestIds => _service.BilledRequestIds;

    /// <summary>Holds the faults that are to come. Empty at first; may be added to at any time.</summary>
    public EmulatorFaults Faults => _service.Faults;

    /// <summary>
    /// Lets clients connect. False: connections are refused, and those that are open are reset, as when a service is down; jobs go
    /// on. True again, it is at the same address. The default is true.
    /// </summary>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be true again: another program has taken the port.</exception>
    public bool IsReachable
    {
        get => _service.Reachability.Value;
        set => _service.Reachability.Value = value;
    }

    /// <summary>
    /// Returns the number of calls of a kind, counted as they began: also those that were broken off, refused or had a wrong token. Without
    /// sockets every request counts as a connection too.
    /// </summary>
    /// <param name="call">The kind of call.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a call of the service.</exception>
    public long RequestsOf(EmulatorCall call) => _service.CountOf(call);

    /// <summary>Gives a way to the service that needs no socket: for <c>new HttpClient(handler)</c>.</summary>
    /// <returns>A handler that answers every request, for any host. Disposing it leaves the emulator as it is.</returns>
    public HttpMessageHandler CreateHandler() => new EmulatorHandler(_service, _page);

    /// <summary>
    /// Starts to listen on 127.0.0.1: for plain HTTP, or for HTTPS with <see cref="ModelEmulatorOptions.Certificate"/>.
    /// </summary>
    /// <param name="port">The port; 0, the default, for a free one: see <see cref="Address"/>.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="ObjectDisposedException">The emulator was disposed.</exception>
    public async Task StartAsync(int port = 0, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_service.IsClosed, this);
        if (Interlocked.Exchange(ref _started, 1) == 1)
        {
            throw new InvalidOperationException($"The emulator was started before; it is at {Address}.");
        }

        try
        {
            _front = await KestrelFront.StartAsync(_service, _page, port, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Any exception goes on as it is. Nothing listens, so another port may be tried.
            Volatile.Write(ref _started, 0);
            throw;
        }

        _service.Address = _front.Address;
    }

    /// <summary>Stops listening. Later requests fail as if nobody were there.</summary>
    public ValueTask DisposeAsync()
    {
        _service.Close();
        return Interlocked.Exchange(ref _front, null)?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
