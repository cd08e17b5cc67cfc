using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine;

/// <summary>Counts what a round of scenarios has covered.</summary>
internal sealed class Coverage
{
    public static readonly string[] Operations =
    [
        "Run", "Many", "Submit", "Attach", "Wait", "Watch", "Status", "Cancel", "CancelToken", "Dispose", "DisposeAsync", "Answer", "Move",
        "Serve", "Advance", "Tick",
    ];

    /// <summary>
    /// A submit is in state Sending until it ends. After that, a submit without a job counts as Refused or Unknown, and a submit with a job
    /// has the phase of the job.
    /// </summary>
    public static readonly string[] States = ["Sending", "Refused", "Unknown", .. Enum.GetNames<JobPhase>()];

    private readonly Dictionary<(string Operation, string State), int> _operations = [];
    private readonly Dictionary<(AnswerKind Answer, RequestKind Request), int> _answers = [];
    private readonly Dictionary<(string Outcome, string State), int> _outcomes = [];

    /// <summary>Returns false if the operation needs a job and the state has none.</summary>
    public static bool IsPossible(string operation, string state) =>
        state != "Refused" || operation is not ("Attach" or "Wait" or "Watch" or "Status" or "Cancel" or "Move" or "Answer");

    public int CountOf(string operation, string state) => _operations.GetValueOrDefault((operation, state));

    public int CountOf(AnswerKind answer, RequestKind request) => _answers.GetValueOrDefault((answer, request));

    /// <summary>Returns how many calls had this outcome while their job was in this state.</summary>
    public int EndsOf(string outcome, string state) => _outcomes.GetValueOrDefault((outcome, state));

    public void Operation(string operation, Slot? slot, World world)
    {
        if (slot is not null && StateOf(slot, world) is { } state)
        {
            _operations[(operation, state)] = CountOf(operation, state) + 1;
        }
    }

    public void OperationOnAll(World world, string operation)
    {
        foreach (var slot in world.Slots)
        {
            Operation(operation, slot, world);
        }
    }

    public void Answer(PlayedRequest request)
    {
        if (request.Answer is { } answer)
        {
            _answers[(answer, request.Kind)] = CountOf(answer, request.Kind) + 1;
        }
    }

    public void Outcome(Call call, World world)
    {
        var (outcome, state) = ($"{call.Kind} {call.Told}", StateOf(call.Slot, world) ?? "Refused");
        _outcomes[(outcome, state)] = EndsOf(outcome, state) + 1;
    }

    private static string? StateOf(Slot slot, World world)
    {
        if (world.Server.Service.Jobs.FindLast(job => job.ModelId == slot.ModelId) is { } job
            && (slot.Start is null || slot.Start.Handle.Id is not null))
        {
            return job.Phase.ToString();
        }

        return slot.Start switch
        {
            null => null,
            { IsOpen: true } => "Sending",
            { Error: ModelSubmissionUnknownException } => "Unknown",
            _ => "Refused",
        };
    }
}
