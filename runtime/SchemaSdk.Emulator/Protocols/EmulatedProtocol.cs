using System.Text;
using System.Text.Json;

namespace SchemaSdk.Emulation;

/// <summary>
/// The paths, bodies and codes of a service. To emulate a service of your own, derive a class from this one, and set
/// <see cref="ModelEmulatorOptions.Protocol"/>. The emulator checks tokens and inputs, and keeps the jobs; a protocol reads requests and
/// writes answers. Several threads may call a protocol at the same time, and several emulators may share one.
/// </summary>
public abstract class EmulatedProtocol
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The name of the service.</summary>
    public abstract string Name { get; }

    /// <summary>The header that contains the token. The default is <c>Authorization</c>.</summary>
    public virtual string TokenHeader => "Authorization";

    /// <summary>
    /// The text before the token in its header. This text is not case-sensitive. The default is <c>Bearer</c> and a space.
    /// </summary>
    public virtual string TokenPrefix => "Bearer ";

    /// <summary>The member of an answer's JSON body that contains the request id.</summary>
    public abstract string RequestIdMember { get; }

    /// <summary>
    /// The member of an answer's JSON body that contains an object with the request id; null (the default) if the body itself contains the
    /// id.
    /// </summary>
    public virtual string? EnvelopeMember => null;

    /// <summary>The member of a submit's body that contains the input; null (the default) if the body is the input.</summary>
    public virtual string? InputMember => null;

    /// <summary>
    /// The member of an input that says how many outputs a job makes, for prices per output; null (the default) if each job makes one.
    /// </summary>
    public virtual string? OutputCountMember => null;

    /// <summary>The HTTP method of a cancel call. The default is <c>POST</c>.</summary>
    public virtual string CancelMethod => "POST";

    /// <summary>
    /// True (the default) if a submit with an invalid input is refused. If false, the submit is accepted, and its job fails when it starts.
    /// </summary>
    public virtual bool RefusesWrongInputs => true;

    /// <summary>True if jobs keep their inputs in memory, so that the protocol can show them. The default is false.</summary>
    public virtual bool KeepsInputs => false;

    /// <summary>True if a cancel also stops a running job. By default (false), a cancel stops only a job in the queue.</summary>
    public virtual bool CancelsRunningJobs => false;

    /// <summary>Determines which call a request makes. The body of the request has not been read yet.</summary>
    /// <param name="request">The request.</param>
    public abstract ServiceCall Read(ServiceRequest request);

    /// <summary>
    /// Reads the model and input of a submit. By default, takes the model id from the call, and the input from the body or from its
    /// <see cref="InputMember"/>.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="request">The request, with its body.</param>
    /// <param name="state">The models, jobs and uploaded files of the emulator.</param>
    /// <exception cref="JsonException">The body is wrong. The message says why.</exception>
    /// <exception cref="DecoderFallbackException">The body is not UTF-8.</exception>
    public virtual SubmittedInput ReadInput(ServiceCall call, ServiceRequest request, EmulatedState state)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = ReadJson(request);
        return InputMember is not { } member ? new(call.Subject, body)
            : body.ValueKind == JsonValueKind.Object && body.TryGetProperty(member, out var input) ? new(call.Subject, input)
            : throw new JsonException($"The member '{member}' is missing.");
    }

    /// <summary>Answers a submit that was accepted.</summary>
    /// <param name="job">The new job.</param>
    /// <param name="request">The request.</param>
    /// <param name="state">The models, jobs and uploaded files of the emulator.</param>
    public abstract ServiceAnswer Accepted(EmulatedJob job, ServiceRequest request, EmulatedState state);

    /// <summary>Answers with the status of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="request">The request.</param>
    /// <param name="state">The models, jobs and uploaded files of the emulator.</param>
    public abstract ServiceAnswer Status(EmulatedJob job, ServiceRequest request, EmulatedState state);

    /// <summary>
    /// Answers a <see cref="ServiceCallKind.Result"/> call about a job, which may not have ended yet. For a service whose status call
    /// returns the result, return the job's status.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="request">The request.</param>
    /// <param name="state">The models, jobs and uploaded files of the emulator.</param>
    public abstract ServiceAnswer Result(EmulatedJob job, ServiceRequest request, EmulatedState state);

    /// <summary>Answers a <see cref="ServiceCallKind.Cancel"/> call. Not called if <see cref="Read"/> never returns such a call.</summary>
    /// <param name="job">The job after the cancel.</param>
    /// <param name="hasCancelled">True if this cancel stopped the job.</param>
    /// <param name="request">The request.</param>
    /// <param name="state">The models, jobs and uploaded files of the emulator.</param>
    public abstract ServiceAnswer Cancel(EmulatedJob job, bool hasCancelled, ServiceRequest request, EmulatedState state);

    /// <summary>Answers with an error.</summary>
    /// <param name="refusal">What is wrong.</param>
    public abstract ServiceAnswer Refused(Refusal refusal);

    /// <summary>
    /// Carries out a call of the kind <see cref="ServiceCallKind.Catalog"/>, <see cref="ServiceCallKind.Upload"/> or
    /// <see cref="ServiceCallKind.Other"/>. The default answers that the path is unknown.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="request">The request, with its body.</param>
    /// <param name="state">The models, jobs and uploaded files of the emulator.</param>
    public virtual ServiceAnswer Answer(ServiceCall call, ServiceRequest request, EmulatedState state)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Refused(Refusal.Path(request.Target));
    }

    /// <summary>
    /// Returns the server-sent events that report a change to the job. Each event ends with an empty line. Default: an empty string.
    /// </summary>
    /// <param name="before">The job at the previous call; null at the first call of a stream.</param>
    /// <param name="job">The job now.</param>
    /// <param name="request">The request.</param>
    /// <param name="state">The models, jobs and uploaded files of the emulator.</param>
    public virtual string Events(EmulatedJob? before, EmulatedJob job, ServiceRequest request, EmulatedState state) => "";

    /// <summary>
    /// Returns the request that tells a callback address that a job has ended; null (the default) if the service sends no callbacks.
    /// </summary>
    /// <param name="job">The job, which has ended.</param>
    /// <param name="state">The models, jobs and uploaded files of the emulator.</param>
    public virtual EmulatedCallback? Callback(EmulatedJob job, EmulatedState state) => null;

    /// <summary>Returns the address of a file that a job made. The file can be downloaded without a token.</summary>
    /// <param name="address">The address of the service, which ends with a slash.</param>
    /// <param name="requestId">The request id of the job.</param>
    /// <param name="fileName">The name of the file, which is safe in a path.</param>
    public abstract string FileAddress(Uri address, string requestId, string fileName);

    /// <summary>Returns the path for submitting inputs to a model.</summary>
    /// <param name="modelId">The id of the model.</param>
    public abstract string SubmitPath(string modelId);

    /// <summary>Returns the path that cancels a job; empty if the service cannot cancel.</summary>
    /// <param name="job">The job.</param>
    public abstract string CancelPath(EmulatedJob job);

    /// <summary>Parses the body of a request as JSON in strict UTF-8.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <exception cref="DecoderFallbackException">The body is not UTF-8.</exception>
    protected static JsonElement ReadJson(ServiceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var document = JsonDocument.Parse(StrictUtf8.GetString(request.Body.Span));
        return document.RootElement.Clone();
    }

    /// <summary>The members of an input that can say how many outputs a job makes. The first one with a value above 1 is used.</summary>
    internal virtual IReadOnlyList<string> OutputCountMembers => OutputCountMember is { } member ? [member] : [];

    internal virtual bool IsPathOf(EmulatedJob job, ServiceRequest request) => true;

    internal bool HasToken(ServiceRequest request, string token) =>
        request.Header(TokenHeader) is { } value
        && value.StartsWith(TokenPrefix, StringComparison.OrdinalIgnoreCase)
        && value[TokenPrefix.Length..] == token;
}
