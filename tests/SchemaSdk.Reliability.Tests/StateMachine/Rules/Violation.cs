namespace SchemaSdk.Reliability.Tests.StateMachine.Rules;

/// <summary>The rule that a scenario broke.</summary>
internal sealed record Violation(Rule Rule, string What, DateTimeOffset At)
{
    public override string ToString() => $"{Rule} at {At:HH:mm:ss.fff}: {What}";
}
