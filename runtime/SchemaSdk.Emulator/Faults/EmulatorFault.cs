using System.Globalization;
using System.Text;
using SchemaSdk.Emulation.Faults;

namespace SchemaSdk.Emulation;

/// <summary>A fault that can happen to a call. Add it to <see cref="ModelEmulator.Faults"/>.</summary>
public sealed class EmulatorFault
{
    private readonly string _name;

    private EmulatorFault(string name, FaultPhase phase) => (_name, Phase) = (name, phase);

    /// <summary>No fault. Add it to answer some calls normally before the next fault in the list.</summary>
    public static EmulatorFault None { get; } = new("none", FaultPhase.BeforeResponse);

    /// <summary>Sends the real answer with its JSON truncated in the middle. The HTTP response itself is complete.</summary>
    public static EmulatorFault TruncatedJson { get; } =
        new("truncated JSON", FaultPhase.BeforeResponse) { Change = (answer, _, _) => BrokenJson.Cut(answer) };

    /// <summary>
    /// Sends the real answer with each top-level value changed to another JSON type: strings to numbers, numbers to arrays, and so on.
    /// </summary>
    public static EmulatorFault WrongTypes { get; } =
        new("wrong types", FaultPhase.BeforeResponse) { Change = (answer, _, _) => BrokenJson.Retype(answer) };

    /// <summary>
    /// Sends the real answer with the request id of the emulator's first job, as a broken cache might. If the answer is about the first job
    /// itself, the answer gets a request id that no job has.
    /// </summary>
    public static EmulatorFault OtherRequestId { get; } =
        new("other request id", FaultPhase.BeforeResponse) { Change = BrokenJson.Rename };

    /// <summary>Gets the phase in which the fault happens.</summary>
    public FaultPhase Phase { get; }

    internal FaultBreak? Break { get; private init; }

    /// <summary>Makes the faulty answer from the real answer, the protocol and the id of the emulator's first job, if any.</summary>
    internal Func<ServiceAnswer, EmulatedProtocol, string?, ServiceAnswer>? Change { get; private init; }

    /// <summary>The delay after each byte of the answer; zero to send the answer in one piece.</summary>
    internal TimeSpan BytePause { get; private init; }

    internal TimeSpan ClockStep { get; private init; }

    /// <summary>Resets the connection (RST).</summary>
    /// <param name="phase">The phase in which the fault happens.</param>
    public static EmulatorFault Reset(FaultPhase phase) => new("reset", Known(phase)) { Break = FaultBreak.Reset };

    /// <summary>Closes the connection (FIN).</summary>
    /// <param name="phase">The phase in which the fault happens.</param>
    public static EmulatorFault Close(FaultPhase phase) => new("close", Known(phase)) { Break = FaultBreak.Close };

    /// <summary>Stops sending, and keeps the connection open until the client gives up.</summary>
    /// <param name="phase">The phase in which the fault happens.</param>
    public static EmulatorFault Hang(FaultPhase phase) => new("hang", Known(phase)) { Break = FaultBreak.Hang };

    /// <summary>Sends the whole body of the answer, one byte at a time. Does not affect streams of events.</summary>
    /// <param name="pause">The time between two bytes, measured by the emulator's clock; greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pause"/> is zero or negative.</exception>
    public static EmulatorFault Drip(TimeSpan pause)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pause, TimeSpan.Zero);
        return new("drip", FaultPhase.MidResponse) { BytePause = pause };
    }

    /// <summary>
    /// Answers with this status and an empty body. Whether the request is carried out depends on <paramref name="phase"/>.
    /// </summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="phase">
    /// The phase in which the answer is sent. Use <see cref="FaultPhase.BeforeResponse"/> for a gateway that timed out although the
    /// request was carried out.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range, or no request can be answered in that phase.</exception>
    public static EmulatorFault Status(int statusCode, FaultPhase phase = FaultPhase.AfterBody) =>
        Answer(statusCode, "text/plain", "", phase);

    /// <summary>
    /// Answers with this status, an empty body and a <c>Retry-After</c> header, as a proxy does if it cannot reach the service or loses the
    /// connection. For a busy answer from the service itself, use <see cref="NotNow"/>.
    /// </summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599; usually 429 or 503.</param>
    /// <param name="retryAfter">The value of the <c>Retry-After</c> header, rounded up to whole seconds.</param>
    /// <param name="phase">The phase in which the answer is sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The status is out of range, <paramref name="retryAfter"/> is negative, or no request can be answered in that phase.
    /// </exception>
    public static EmulatorFault Status(int statusCode, TimeSpan retryAfter, FaultPhase phase = FaultPhase.AfterBody)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        return Send(
            Invariant($"{statusCode} retry-after"),
            phase,
            NewAnswer(statusCode, "text/plain", []).WithRetryAfter(retryAfter));
    }

    /// <summary>
    /// Answers with this status, a body and a <c>Retry-After</c> header, as a proxy does for a service that is down.
    /// </summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="contentType">The media type, such as <c>text/html</c>.</param>
    /// <param name="body">The body, sent as UTF-8.</param>
    /// <param name="retryAfter">The value of the <c>Retry-After</c> header, rounded up to whole seconds.</param>
    /// <param name="phase">
    /// The phase in which the answer is sent. Use <see cref="FaultPhase.BeforeResponse"/> for a proxy that timed out although the
    /// request was carried out.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The status is out of range, <paramref name="retryAfter"/> is negative, or no request can be answered in that phase.
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
            NewAnswer(statusCode, contentType, Encoding.UTF8.GetBytes(body)).WithRetryAfter(retryAfter));
    }

    /// <summary>
    /// Answers that the service is busy: 429 or 503, with a JSON error in the format of the service. Depending on the service, a
    /// <c>Retry-After</c> header or the body says when to retry. The request is not carried out.
    /// </summary>
    /// <param name="statusCode">429 or 503.</param>
    /// <param name="retryAfter">When to retry, rounded up to whole seconds.</param>
    /// <param name="phase">The phase in which the answer is sent: before or after the body of the request is read.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The status is neither 429 nor 503, <paramref name="retryAfter"/> is negative, or the request may already have been carried out in
    /// that phase.
    /// </exception>
    public static EmulatorFault NotNow(int statusCode, TimeSpan retryAfter, FaultPhase phase = FaultPhase.AfterBody)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        var refusal = statusCode is 429 or 503
            ? Refusal.Busy(statusCode, retryAfter)
            : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "The status of a busy service must be 429 or 503.");
        return phase is FaultPhase.BeforeBody or FaultPhase.AfterBody
            ? new(Invariant($"{statusCode} not now"), phase) { Change = (_, protocol, _) => protocol.Refused(refusal) }
            : throw new ArgumentOutOfRangeException(
                nameof(phase), phase, "The phase must be BeforeBody or AfterBody: a busy service does not carry the request out.");
    }

    /// <summary>Sends an arbitrary answer, such as an HTML page, an empty body or other JSON.</summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="contentType">The media type, such as <c>text/html</c>.</param>
    /// <param name="body">The body, sent as UTF-8.</param>
    /// <param name="phase">The phase in which the answer is sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range, or no request can be answered in that phase.</exception>
    public static EmulatorFault Answer(int statusCode, string contentType, string body, FaultPhase phase = FaultPhase.AfterBody)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(body);
        var name = Invariant($"{statusCode}{(body.Length > 0 ? $" {contentType}" : statusCode < 300 ? " empty" : "")}");
        return Send(name, phase, NewAnswer(statusCode, contentType, Encoding.UTF8.GetBytes(body)));
    }

    /// <summary>Redirects the client to another address. The request is not carried out.</summary>
    /// <param name="target">The new address. It must be absolute, and may be on another host.</param>
    /// <param name="statusCode">301, 302, 303, 307 or 308. The default is 307, which makes the client send its body again.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is not a redirect.</exception>
    public static EmulatorFault Redirect(Uri target, int statusCode = 307)
    {
        ArgumentNullException.ThrowIfNull(target);
        return statusCode is 301 or 302 or 303 or 307 or 308
            ? Send(
                "redirect",
                FaultPhase.AfterBody,
                NewAnswer(statusCode, "text/plain", []) with { Headers = [new("Location", target.AbsoluteUri)] })
            : throw new ArgumentOutOfRangeException(
                nameof(statusCode), statusCode, "A redirect must have status 301, 302, 303, 307 or 308.");
    }

    /// <summary>Sends the real answer followed by many spaces, compressed with gzip. The body expands about a thousandfold.</summary>
    /// <param name="bytes">The number of spaces; greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is zero or negative.</exception>
    public static EmulatorFault GzipBomb(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(bytes, 0);
        var spaces = GzipBody.OfSpaces(bytes);
        return new("gzip bomb", FaultPhase.BeforeResponse) { Change = (answer, _, _) => GzipBody.Append(answer, spaces) };
    }

    /// <summary>Moves the service's clock, for this call and all later ones. The call itself is answered normally.</summary>
    /// <param name="step">
    /// How far to move the clock: forward, or back if negative. Active jobs start and end according to the new time.
    /// </param>
    public static EmulatorFault ClockJump(TimeSpan step) => new("clock jump", FaultPhase.BeforeResponse) { ClockStep = step };

    /// <summary>Returns the name and phase of the fault, such as <c>reset at MidBody</c>.</summary>
    public override string ToString() => this == None ? _name : $"{_name} at {Phase}";

    private static EmulatorFault Send(string name, FaultPhase phase, ServiceAnswer answer) =>
        Known(phase) is FaultPhase.Connect or FaultPhase.Handshake or FaultPhase.MidResponse
            ? throw new ArgumentOutOfRangeException(
                nameof(phase), phase, "An answer cannot be sent in the phases Connect, Handshake and MidResponse. Use another phase.")
            : new EmulatorFault(name, phase) { Change = (_, _, _) => answer };

    private static ServiceAnswer NewAnswer(int statusCode, string contentType, byte[] body) =>
        statusCode is >= 200 and <= 599
            ? new ServiceAnswer(statusCode, contentType, body)
            : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "An answer must have an HTTP status from 200 to 599.");

    private static FaultPhase Known(FaultPhase phase) =>
        Enum.IsDefined(phase)
            ? phase
            : throw new ArgumentOutOfRangeException(nameof(phase), phase, "The value is not a FaultPhase.");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
