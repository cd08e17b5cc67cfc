using System.Globalization;
using System.Text;
using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Faults;
using SchemaSdk.Emulation.Services.RunComfy;

namespace SchemaSdk.Emulation;

/// <summary>One thing that goes wrong with one call. Add it to <see cref="ModelEmulator.Faults"/>.</summary>
public sealed class EmulatorFault
{
    private readonly string _name;

    private EmulatorFault(string name, FaultPhase phase) => (_name, Phase) = (name, phase);

    /// <summary>Nothing goes wrong: lets calls through before the next fault of a script.</summary>
    public static EmulatorFault None { get; } = new("none", FaultPhase.BeforeResponse);

    /// <summary>The true answer, cut in the middle of its JSON; as HTTP it is whole.</summary>
    public static EmulatorFault TruncatedJson { get; } =
        new("truncated JSON", FaultPhase.BeforeResponse) { Change = (answer, _) => BrokenJson.Cut(answer) };

    /// <summary>The true answer with every value of another JSON type: texts are numbers, numbers are lists, and so on.</summary>
    public static EmulatorFault WrongTypes { get; } =
        new("wrong types", FaultPhase.BeforeResponse) { Change = (answer, _) => BrokenJson.Retype(answer) };

    /// <summary>The true answer, but with the request id of the emulator's first job, as a broken cache would give it.</summary>
    public static EmulatorFault OtherRequestId { get; } =
        new("other request id", FaultPhase.BeforeResponse) { Change = BrokenJson.Rename };

    /// <summary>Gets the phase in which it strikes.</summary>
    public FaultPhase Phase { get; }

    internal FaultBreak? Break { get; private init; }

    /// <summary>Makes the answer that is sent from the true one and the id of the first job.</summary>
    internal Func<ServiceAnswer, string?, ServiceAnswer>? Change { get; private init; }

    /// <summary>The time that each byte of the answer takes; zero if it comes at once.</summary>
    internal TimeSpan BytePause { get; private init; }

    internal TimeSpan ClockStep { get; private init; }

    /// <summary>The connection is reset (RST).</summary>
    /// <param name="phase">The point at which it strikes.</param>
    public static EmulatorFault Reset(FaultPhase phase) => new("reset", Known(phase)) { Break = FaultBreak.Reset };

    /// <summary>The connection is closed (FIN).</summary>
    /// <param name="phase">The point at which it strikes.</param>
    public static EmulatorFault Close(FaultPhase phase) => new("close", Known(phase)) { Break = FaultBreak.Close };

    /// <summary>Nothing more comes, until the client gives up.</summary>
    /// <param name="phase">The point at which it strikes.</param>
    public static EmulatorFault Hang(FaultPhase phase) => new("hang", Known(phase)) { Break = FaultBreak.Hang };

    /// <summary>The body of the answer comes byte by byte, whole in the end.</summary>
    /// <param name="pause">The time between two bytes, more than zero, on the emulator's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pause"/> is not more than zero.</exception>
    public static EmulatorFault Drip(TimeSpan pause)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pause, TimeSpan.Zero);
        return new("drip", FaultPhase.MidResponse) { BytePause = pause };
    }

    /// <summary>An answer with this status and an empty body. Nothing is carried out, unless <paramref name="phase"/> says so.</summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="phase">
    /// When it is sent: <see cref="FaultPhase.BeforeResponse"/> for a gateway that gave up on work that is done.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The status is not one of HTTP, or that phase has no request to answer.</exception>
    public static EmulatorFault Status(int statusCode, FaultPhase phase = FaultPhase.AfterBody) =>
        Answer(statusCode, "text/plain", "", phase);

    /// <summary>
    /// An answer with this status, an empty body and a time to come back after, as proxies send it for a service that they cannot reach
    /// or that they have lost; <see cref="NotNow"/> is the service's own.
    /// </summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599; 429 and 503 are the usual ones here.</param>
    /// <param name="retryAfter">Becomes the <c>Retry-After</c> header, in whole seconds, rounded up.</param>
    /// <param name="phase">The point at which it is sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The status is not one of HTTP, <paramref name="retryAfter"/> is negative, or that phase has no request to answer.
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
    /// An answer with this status, a body and a time to come back after: what a proxy says of a service that is not there.
    /// </summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="contentType">Such as <c>text/html</c>.</param>
    /// <param name="body">Sent as UTF-8.</param>
    /// <param name="retryAfter">Becomes the <c>Retry-After</c> header, in whole seconds, rounded up.</param>
    /// <param name="phase">When it is sent: <see cref="FaultPhase.BeforeResponse"/> for a proxy that gave up on work that is done.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The status is not one of HTTP, <paramref name="retryAfter"/> is negative, or that phase has no request to answer.
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
    /// The service itself has too much to do: 429 or 503 with a time to come back after, and its own error as JSON. Nothing is carried out.
    /// </summary>
    /// <param name="statusCode">429 or 503.</param>
    /// <param name="retryAfter">Becomes the <c>Retry-After</c> header, in whole seconds, rounded up.</param>
    /// <param name="phase">When it is sent: before or after the body of the request was read.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Another status, <paramref name="retryAfter"/> is negative, or in that phase something may have been carried out.
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

    /// <summary>Any answer: a page of HTML, an empty one, JSON of another kind.</summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="contentType">Such as <c>text/html</c>.</param>
    /// <param name="body">Sent as UTF-8.</param>
    /// <param name="phase">The point at which it is sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is not one of HTTP, or that phase has no request to answer.</exception>
    public static EmulatorFault Answer(int statusCode, string contentType, string body, FaultPhase phase = FaultPhase.AfterBody)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(body);
        var name = Invariant($"{statusCode}{(body.Length > 0 ? $" {contentType}" : statusCode < 300 ? " empty" : "")}");
        return Send(name, phase, NewAnswer(statusCode, contentType, Encoding.UTF8.GetBytes(body)));
    }

    /// <summary>A redirect. Nothing is carried out.</summary>
    /// <param name="target">The whole new address, also one of another host.</param>
    /// <param name="statusCode">301, 302, 303, 307 or 308. The default is 307, which asks to send a body again.</param>
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

    /// <summary>The true answer with spaces after it, so many that its gzip body is a thousandth of what it becomes.</summary>
    /// <param name="bytes">The number of spaces, more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is not more than zero.</exception>
    public static EmulatorFault GzipBomb(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(bytes, 0);
        var spaces = GzipBody.OfSpaces(bytes);
        return new("gzip bomb", FaultPhase.BeforeResponse) { Change = (answer, _) => GzipBody.Append(answer, spaces) };
    }

    /// <summary>The clock of the service jumps, for this call and all that follow. The call itself is answered.</summary>
    /// <param name="step">How far: forward, or less than zero for back. Jobs that are under way start and end by the new time.</param>
    public static EmulatorFault ClockJump(TimeSpan step) => new("clock jump", FaultPhase.BeforeResponse) { ClockStep = step };

    /// <summary>Returns its name and the phase in which it strikes, such as <c>reset at MidBody</c>.</summary>
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
