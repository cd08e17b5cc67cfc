using System.Globalization;
using System.Text;
using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Faults;
using SchemaSdk.Emulation.Services.RunComfy;

namespace SchemaSdk.Emulation;

/// <summary>A fault of one call. Add it to <see cref="ModelEmulator.Faults"/>.</summary>
public sealed class EmulatorFault
{
    private readonly string _name;

    private EmulatorFault(string name, FaultPhase phase) => (_name, Phase) = (name, phase);

    /// <summary>No fault. It lets calls through before the next fault in the list.</summary>
    public static EmulatorFault None { get; } = new("none", FaultPhase.BeforeResponse);

    /// <summary>The real answer with its JSON cut in the middle. The HTTP response itself is complete.</summary>
    public static EmulatorFault TruncatedJson { get; } =
        new("truncated JSON", FaultPhase.BeforeResponse) { Change = (answer, _) => BrokenJson.Cut(answer) };

    /// <summary>The real answer with every value changed to another JSON type: texts to numbers, numbers to lists, and so on.</summary>
    public static EmulatorFault WrongTypes { get; } =
        new("wrong types", FaultPhase.BeforeResponse) { Change = (answer, _) => BrokenJson.Retype(answer) };

    /// <summary>The real answer with the request id of the first job of the emulator, as from a broken cache.</summary>
    public static EmulatorFault OtherRequestId { get; } =
        new("other request id", FaultPhase.BeforeResponse) { Change = BrokenJson.Rename };

    /// <summary>Gets the phase in which the fault happens.</summary>
    public FaultPhase Phase { get; }

    internal FaultBreak? Break { get; private init; }

    /// <summary>Makes the answer to send from the real one and the id of the first job.</summary>
    internal Func<ServiceAnswer, string?, ServiceAnswer>? Change { get; private init; }

    /// <summary>The delay after each byte of the answer; zero to send it at once.</summary>
    internal TimeSpan BytePause { get; private init; }

    internal TimeSpan ClockStep { get; private init; }

    /// <summary>Resets the connection (RST).</summary>
    /// <param name="phase">The phase in which it happens.</param>
    public static EmulatorFault Reset(FaultPhase phase) => new("reset", Known(phase)) { Break = FaultBreak.Reset };

    /// <summary>Closes the connection (FIN).</summary>
    /// <param name="phase">The phase in which it happens.</param>
    public static EmulatorFault Close(FaultPhase phase) => new("close", Known(phase)) { Break = FaultBreak.Close };

    /// <summary>Sends nothing more until the client gives up.</summary>
    /// <param name="phase">The phase in which it happens.</param>
    public static EmulatorFault Hang(FaultPhase phase) => new("hang", Known(phase)) { Break = FaultBreak.Hang };

    /// <summary>Sends the whole body of the answer byte by byte.</summary>
    /// <param name="pause">The time between two bytes, more than zero, on the emulator's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pause"/> is not more than zero.</exception>
    public static EmulatorFault Drip(TimeSpan pause)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pause, TimeSpan.Zero);
        return new("drip", FaultPhase.MidResponse) { BytePause = pause };
    }

    /// <summary>Answers with this status and an empty body. The request is carried out only if <paramref name="phase"/> says so.</summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="phase">
    /// When it is sent. Use <see cref="FaultPhase.BeforeResponse"/> for a gateway that timed out although the work was done.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The status is out of its range, or there is no request to answer in that phase.
    /// </exception>
    public static EmulatorFault Status(int statusCode, FaultPhase phase = FaultPhase.AfterBody) =>
        Answer(statusCode, "text/plain", "", phase);

    /// <summary>
    /// Answers with this status, an empty body and a <c>Retry-After</c> header, as a proxy does if it cannot reach the service or lost the
    /// connection to it. <see cref="NotNow"/> is the answer of the service itself.
    /// </summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599; usually 429 or 503.</param>
    /// <param name="retryAfter">Becomes the <c>Retry-After</c> header, in whole seconds, rounded up.</param>
    /// <param name="phase">The phase in which it is sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The status is out of its range, <paramref name="retryAfter"/> is negative, or there is no request to answer in that phase.
    /// </exception>
    public static EmulatorFault Status(int statusCode, TimeSpan retryAfter, FaultPhase phase = FaultPhase.AfterBody)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        return Send(
            Invariant($"{statusCode} retry-after"),
            phase,
            NewAnswer(statusCode, "text/plain", []) with { Headers = [RunComfyProtocol.RetryAfter(retryAfter)] });
    }

    /// <summary>
    /// Answers with this status, a body and a <c>Retry-After</c> header, as a proxy does for a service that is down.
    /// </summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="contentType">Such as <c>text/html</c>.</param>
    /// <param name="body">Sent as UTF-8.</param>
    /// <param name="retryAfter">Becomes the <c>Retry-After</c> header, in whole seconds, rounded up.</param>
    /// <param name="phase">
    /// When it is sent. Use <see cref="FaultPhase.BeforeResponse"/> for a proxy that timed out although the work was done.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The status is out of its range, <paramref name="retryAfter"/> is negative, or there is no request to answer in that phase.
    /// </exception>
    public static EmulatorFault Answer(
        int statusCode, string contentType, string body, TimeSpan retryAfter, FaultPhase phase = FaultPhase.AfterBody)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        return Send(
            Invariant($"{statusCode} {contentType} retry-after"),
            phase,
            NewAnswer(statusCode, contentType, Encoding.UTF8.GetBytes(body)) with { Headers = [RunComfyProtocol.RetryAfter(retryAfter)] });
    }

    /// <summary>
    /// The service is busy: answers 429 or 503 with a <c>Retry-After</c> header and its own error as JSON. The request is not carried out.
    /// </summary>
    /// <param name="statusCode">429 or 503.</param>
    /// <param name="retryAfter">Becomes the <c>Retry-After</c> header, in whole seconds, rounded up.</param>
    /// <param name="phase">When it is sent: before or after the body of the request is read.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The status is another one, <paramref name="retryAfter"/> is negative, or the request may have been carried out in that phase.
    /// </exception>
    public static EmulatorFault NotNow(int statusCode, TimeSpan retryAfter, FaultPhase phase = FaultPhase.AfterBody)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        var answer = statusCode is 429 or 503
            ? RunComfyProtocol.NotNow(statusCode, retryAfter)
            : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "The service says \"not now\" with 429 or 503.");
        return phase is FaultPhase.BeforeBody or FaultPhase.AfterBody
            ? Send(Invariant($"{statusCode} not now"), phase, answer)
            : throw new ArgumentOutOfRangeException(nameof(phase), phase, "Later, the service may have carried the call out.");
    }

    /// <summary>Sends any answer, such as an HTML page, an empty body or other JSON.</summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="contentType">Such as <c>text/html</c>.</param>
    /// <param name="body">Sent as UTF-8.</param>
    /// <param name="phase">The phase in which it is sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The status is out of its range, or there is no request to answer in that phase.
    /// </exception>
    public static EmulatorFault Answer(int statusCode, string contentType, string body, FaultPhase phase = FaultPhase.AfterBody)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(body);
        var name = Invariant($"{statusCode}{(body.Length > 0 ? $" {contentType}" : statusCode < 300 ? " empty" : "")}");
        return Send(name, phase, NewAnswer(statusCode, contentType, Encoding.UTF8.GetBytes(body)));
    }

    /// <summary>Redirects the client. The request is not carried out.</summary>
    /// <param name="target">The new address, absolute; it may be on another host.</param>
    /// <param name="statusCode">301, 302, 303, 307 or 308. The default is 307, after which the client sends its body again.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is not a redirect.</exception>
    public static EmulatorFault Redirect(Uri target, int statusCode = 307)
    {
        ArgumentNullException.ThrowIfNull(target);
        return statusCode is 301 or 302 or 303 or 307 or 308
            ? Send(
                "redirect",
                FaultPhase.AfterBody,
                NewAnswer(statusCode, "text/plain", []) with { Headers = [new("Location", target.AbsoluteUri)] })
            : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "A redirect is 301, 302, 303, 307 or 308.");
    }

    /// <summary>The real answer followed by many spaces, so the gzip body expands about a thousandfold.</summary>
    /// <param name="bytes">The number of spaces, more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is not more than zero.</exception>
    public static EmulatorFault GzipBomb(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(bytes, 0);
        var spaces = GzipBody.OfSpaces(bytes);
        return new("gzip bomb", FaultPhase.BeforeResponse) { Change = (answer, _) => GzipBody.Append(answer, spaces) };
    }

    /// <summary>Makes the clock of the service jump, for this call and all later ones. The call itself is answered.</summary>
    /// <param name="step">How far: forward, or back if negative. Jobs in progress start and end by the new time.</param>
    public static EmulatorFault ClockJump(TimeSpan step) => new("clock jump", FaultPhase.BeforeResponse) { ClockStep = step };

    /// <summary>Returns its name and phase, such as <c>reset at MidBody</c>.</summary>
    public override string ToString() => this == None ? _name : $"{_name} at {Phase}";

    private static EmulatorFault Send(string name, FaultPhase phase, ServiceAnswer answer) =>
        Known(phase) is FaultPhase.Connect or FaultPhase.Handshake or FaultPhase.MidResponse
            ? throw new ArgumentOutOfRangeException(
                nameof(phase), phase, "Only a request can be answered, and only before its answer has begun.")
            : new EmulatorFault(name, phase) { Change = (_, _) => answer };

    private static ServiceAnswer NewAnswer(int statusCode, string contentType, byte[] body) =>
        statusCode is >= 200 and <= 599
            ? new ServiceAnswer(statusCode, contentType, body)
            : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "An answer has an HTTP status from 200 to 599.");

    private static FaultPhase Known(FaultPhase phase) =>
        Enum.IsDefined(phase)
            ? phase
            : throw new ArgumentOutOfRangeException(nameof(phase), phase, "The value is not a phase of a request.");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
