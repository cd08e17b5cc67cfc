using SchemaSdk.Emulation.Faults;
using SchemaSdk.Emulation.Page;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>Handles a request phase by phase. If a fault is planned for the request, the request fails in the fault's phase.</summary>
internal static class EmulatedExchange
{
    public static async Task RunAsync(EmulatedService service, EmulatorPage? page, Exchange exchange)
    {
        if (page is not null && await AskAsync(page, exchange).ConfigureAwait(false) is { } own)
        {
            await exchange.SendAsync(own).ConfigureAwait(false);
            return;
        }

        var request = new ServiceRequest(exchange.Method, exchange.Target, exchange.Header, []);
        var call = service.Protocol.Read(request);
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

        var answer = service.Answer(call, request.With(body));
        await StrikeAsync(service, exchange, fault, answer).ConfigureAwait(false);
    }

    // Returns null to let the emulated service answer.
    private static async Task<ServiceAnswer?> AskAsync(EmulatorPage page, Exchange exchange)
    {
        var isOfPage = EmulatorPage.Has(exchange.Target);
        if (isOfPage || exchange.Header("Origin") is not null)
        {
            // A browser repeats a request whose reused connection breaks, and a repeated submit would be charged twice.
            exchange.EndConnection();
        }

        return PageGuard.Refusal(exchange.Method, exchange.Header, isOfPage)
            ?? (isOfPage
                ? page.Answer(exchange.Method, exchange.Target, exchange.Header, await exchange.ReadAsync().ConfigureAwait(false))
                : null);
    }

    // answer: null if the request was not carried out.
    private static Task StrikeAsync(EmulatedService service, Exchange exchange, EmulatorFault fault, ServiceAnswer? answer) => fault switch
    {
        { Break: { } way, Phase: FaultPhase.MidResponse } => BreakMidwayAsync(exchange, way, answer!),
        { Break: { } way } => exchange.BreakAsync(way),
        { Change: { } change } => exchange.SendAsync(change(answer!, service.Protocol, service.FirstRequestId)),
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
