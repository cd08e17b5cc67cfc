using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace SchemaSdk.Testing;

/// <summary>
/// A RabbitMQ broker for tests, with its own data folder and ports. A separate shell stops and removes the broker once the test process
/// has ended, even if that process was killed.
/// </summary>
public sealed class PrivateBroker : IAsyncDisposable
{
    private const string Script = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Install =
        "Debian's package of RabbitMQ is not installed here. Run: apt-get update && apt-get install -y rabbitmq-server";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder;
    private readonly int _port;
    private readonly int _nodePort;
    private readonly int _mapperPort;
    private Process? _server;

    private PrivateBroker(string folder, IReadOnlyList<int> ports)
    {
        _folder = folder;
        (_port, _nodePort, _mapperPort) = (ports[0], ports[1], ports[2]);
    }

    /// <summary>The reason why no broker can be started, or null if one can.</summary>
    public static string? Missing => File.Exists(Script) ? null : Install;

    /// <summary>The address of the broker, for its user <c>guest</c> with the password <c>guest</c>.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{_port}/"));

    /// <exception cref="InvalidOperationException">RabbitMQ is not installed, or did not start; the message says what to do.</exception>
    public static async Task<PrivateBroker> StartAsync()
    {
        if (Missing is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        var broker = new PrivateBroker(Directory.CreateTempSubdirectory("schemasdk-rabbitmq-").FullName, FreePorts.Take(3));
        broker.WriteSettings();
        broker.Guard();
        await broker.StartServerAsync();
        return broker;
    }

    /// <summary>Starts the broker after <see cref="StopAsync"/>, on the same port.</summary>
    public async Task StartServerAsync()
    {
        // The output goes to a file, because a pipe would have no reader.
        var start = new ProcessStartInfo("sh", ["-c", "echo $$ > pid; exec setsid \"$0\" >> out 2>&1 < /dev/null", Script])
        {
            WorkingDirectory = _folder,
        };
        foreach (var (name, value) in Variables())
        {
            start.Environment[name] = value;
        }

        _server = Process.Start(start)!;
        await AnswerAsync(_server);
    }

    /// <summary>Stops the broker and breaks all connections. After a crash, only confirmed messages are still there.</summary>
    public async Task StopAsync(bool isCrash = false)
    {
        if (_server is null)
        {
            return;
        }

        using var signal = Process.Start("kill", [isCrash ? "-KILL" : "-TERM", Number(_server.Id)]);
        await signal.WaitForExitAsync();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    public async Task RestartAsync(bool isCrash = false)
    {
        await StopAsync(isCrash);
        await StartServerAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync(isCrash: true);
        using var remove = Process.Start("sh", ["-c", Removal]);
        await remove.WaitForExitAsync();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // The port mapper (epmd) outlives the nodes that start it, so this command ends it too.
    private string Removal => $"ERL_EPMD_PORT={Number(_mapperPort)} epmd -kill > /dev/null 2>&1; rm -rf {_folder}";

    private Dictionary<string, string> Variables() => new()
    {
        ["HOME"] = _folder,
        ["RABBITMQ_NODENAME"] = $"schemasdk{Number(_port)}@localhost",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "logs"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "plugins"),
        ["RABBITMQ_DIST_PORT"] = Number(_nodePort),
        ["ERL_EPMD_PORT"] = Number(_mapperPort),

        // With this variable, the start script replaces its shell with the broker, so that StopAsync signals the broker itself.
        ["RUNNING_UNDER_SYSTEMD"] = "true",

        // Idle threads must not spin, because they would take processor time from the tests.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none",
    };

    private void WriteSettings()
    {
        File.WriteAllText(
            Path.Combine(_folder, "rabbitmq.conf"),
            $"listeners.tcp.1 = 127.0.0.1:{Number(_port)}\nlog.console = false\ndisk_free_limit.absolute = 50MB\n");
        File.WriteAllText(Path.Combine(_folder, "plugins"), "[].\n");
    }

    // The shell that ends the broker has its own session, so signals to the tests do not reach it.
    private void Guard()
    {
        var watch = $"while kill -0 {Number(Environment.ProcessId)} 2> /dev/null && [ -d {_folder} ]; do sleep 1; done; "
            + $"if [ -f {_folder}/pid ]; then kill -KILL $(cat {_folder}/pid) 2> /dev/null; sleep 1; {Removal}; fi";
        using var guard = Process.Start("setsid", ["sh", "-c", $"({watch}) > /dev/null 2>&1 < /dev/null &"]);
        guard.WaitForExit();
    }

    private async Task AnswerAsync(Process server)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await IsUpAsync())
        {
            if (server.HasExited || Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new InvalidOperationException(
                    $"RabbitMQ did not start: {await File.ReadAllTextAsync(Path.Combine(_folder, "out"))}");
            }

            await Task.Delay(100);
        }
    }

    // The broker answers the protocol header only when it is ready.
    private async Task<bool> IsUpAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            var stream = client.GetStream();
            await stream.WriteAsync("AMQP\0\0\t\u0001"u8.ToArray());
            return await stream.ReadAsync(new byte[1]) == 1;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
