using System.Runtime.InteropServices;
using System.Text;
using SchemaSdk.Tool;
using SchemaSdk.Tool.CommandLine.Hosting;

// Without a byte order mark, which would precede the JSON in a file.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = new CancellationTokenSource();

void Stop(PosixSignalContext signal)
{
    // The first signal stops the work in an orderly way. A second one ends the process.
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await ToolCommands.RunAsync(args, ToolHost.OfProcess(), stop.Token).ConfigureAwait(false);
