using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Faults;
using SchemaSdk.Emulation.Service;
using SchemaSdk.Emulation.Services.RunComfy;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>Takes a request through its phases, and lets its fault strike in the one it is meant for.</summary>
internal static class EmulatedExchange
{
    public static async Task RunAsync(EmulatedService service, Exchange exchange)
    {
        var call = RunComfyProtocol.Read(exchange.Method, exchange.Target);
        var fault = service.Begin(call);
        if (fault.Phase == FaultPhase.BeforeBody)
        {
            await StrikeAsync(service, exchange, fault, answer: null).ConfigureAwait(false);
            return;
        }

        if (fault.Phase == FaultPhase.MidBody)
        {
            await exchange.ReadHalfAsync().ConfigureAwait(false);
            await StrikeAsync(service, exchange, fault, answer: null).ConfigureAwait(false);
            return;
        }

        var body = await exchange.ReadAsync().ConfigureAwait(false);
        if (fault.Phase == FaultPhase.AfterBody)
        {
            await StrikeAsync(service, exchange, fault, answer: null).ConfigureAwait(false);
            return;
        }

        var answer = service.Answer(
            call, new ServiceRequest(exchange.Target, exchange.Authorization, exchange.Range, exchange.IfRange, body));
        await StrikeAsync(service, exchange, fault, answer).ConfigureAwait(false);
    }

    // answer: what the service said; null if it was not asked.
    private static Task StrikeAsync(EmulatedService service, Exchange exchange, EmulatorFault fault, ServiceAnswer? answer) => fault switch
    {
        { Break: { } way, Phase: FaultPhase.MidResponse } => BreakMidwayAsync(exchange, way, answer!),
        { Break: { } way } => exchange.BreakAsync(way),
        { Change: { } change } => exchange.SendAsync(change(answer!, service.FirstRequestId)),
        { BytePause: var pause } when pause > TimeSpan.Zero =>
            exchange.DripAsync(answer!, stop => Task.Delay(pause, service.Time, stop)),
        _ => exchange.SendAsync(answer!),
    };

    private static async Task BreakMidwayAsync(Exchange exchange, FaultBreak way, ServiceAnswer answer)
    {
        await exchange.SendHalfAsync(answer).ConfigureAwait(false);
        await exchange.BreakAsync(way).ConfigureAwait(false);
    }
}
