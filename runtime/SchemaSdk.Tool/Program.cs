using System.Runtime.InteropServices;
using System.Text;
using SchemaSdk.Tool;
using SchemaSdk.Tool.CommandLine.Hosting;

// A byte order mark would precede the JSON in a redirected file.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = new CancellationTokenSource();

void Stop(PosixSignalContext signal)
{
    // A second signal ends the process immediately.
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await ToolCommands.RunAsync(args, ToolHost.OfProcess(), stop.Token).ConfigureAwait(false);
