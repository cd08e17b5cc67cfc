namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

internal enum RequestKind
{
    Submit,
    Status,
    Result,
    Cancel,
}
