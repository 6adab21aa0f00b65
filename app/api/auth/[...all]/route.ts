export { answerAuth as GET, answerAuth as POST } from "#access/answer-auth";
