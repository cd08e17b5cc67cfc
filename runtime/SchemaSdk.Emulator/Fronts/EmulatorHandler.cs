using SchemaSdk.Emulation.Faults;
using SchemaSdk.Emulation.Page;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>Connects an <see cref="HttpClient"/> to the emulator without a socket. Every request counts as its own connection.</summary>
internal sealed class EmulatorHandler(EmulatedService service, EmulatorPage? page) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (service.IsClosed || !service.Reachability.Value)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                service.IsClosed ? "The emulator was disposed." : "The emulator refused the connection, because IsReachable is false.");
        }

        var exchange = new HandlerExchange(request, cancellationToken);
        _ = RunAsync(exchange);
        var response = await exchange.Response.ConfigureAwait(false);
        response.Headers.Date ??= service.Now;
        return response;
    }

    // Runs in the background, because the body may still be sent after SendAsync has returned the response.
    private async Task RunAsync(HandlerExchange exchange)
    {
        service.Reachability.Changed += Reset;
        try
        {
            await AnswerAsync(exchange, service.BeginConnection()).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // No code awaits this task, so any exception goes to the caller of the request.
            exchange.Fail(exception);
        }
        finally
        {
            service.Reachability.Changed -= Reset;
        }

        void Reset()
        {
            if (!service.Reachability.Value)
            {
                exchange.Fail(HandlerExchange.ErrorOf(FaultBreak.Reset));
            }
        }
    }

    private Task AnswerAsync(HandlerExchange exchange, EmulatorFault connection) => connection switch
    {
        { Break: { } way, Phase: FaultPhase.Handshake } => exchange.BreakHandshakeAsync(way),
        { Break: { } way } => exchange.BreakAsync(way),
        _ => EmulatedExchange.RunAsync(service, page, exchange),
    };
}
